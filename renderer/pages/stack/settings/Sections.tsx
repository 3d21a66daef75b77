// The settings in sections: those that were searched for, and a line for those that do nothing because their part is off.
import { useContext, useId } from 'react';
import { valueAt, withValue } from './draft-value.ts';
import { SettingsFormContext } from './form-context.ts';
import { OffLine } from './OffLine.tsx';
import { Setting } from './Setting.tsx';
import css from './Settings.module.css';
import type { SettingGroup, SettingSection } from './setting-rows.ts';
import type { Draft } from './setting-schema.ts';

/** A group as it is shown. */
export interface ShownGroup {
  readonly group: SettingGroup;
  /** Told of in a line alone. */
  readonly isFolded: boolean;
}

/** A section as it is shown. */
export interface ShownSection {
  readonly section: SettingSection;
  readonly groups: readonly ShownGroup[];
}

interface Props {
  readonly sections: readonly ShownSection[];
  readonly onChange: (draft: Draft) => void;
  /** Brings a setting into sight, and the focus to it. */
  readonly goTo: (key: string) => void;
}

export function Sections({ sections, onChange, goTo }: Props) {
  return sections.map(({ section, groups }) => (
    <Section key={section.id} section={section}>
      {groups.map(({ group, isFolded }) =>
        isFolded ? (
          <OffLine key={keyOfGroup(group)} group={group} onChange={onChange} goTo={goTo} />
        ) : (
          <Group key={keyOfGroup(group)} group={group} onChange={onChange} />
        ),
      )}
    </Section>
  ));
}

/** No two groups have the same setting. */
function keyOfGroup({ title, needs, rows }: SettingGroup): string {
  return `${title} ${needs} ${rows[0]?.key}`;
}

function Section({ section, children }: { readonly section: SettingSection; readonly children: React.ReactNode }) {
  const id = useId();
  return (
    <section className={`card ${css.section}`} aria-labelledby={id} data-section={section.id} tabIndex={-1}>
      <h2 id={id}>{section.title}</h2>
      {children}
    </section>
  );
}

function Group({ group: { title, rows }, onChange }: Pick<Props, 'onChange'> & { readonly group: SettingGroup }) {
  const { draft } = useContext(SettingsFormContext);
  const fields = rows.map(({ key, path, schema, isRequired }) => (
    <Setting
      key={key}
      schema={schema}
      path={path}
      value={valueAt(draft, path)}
      isRequired={isRequired}
      onChange={(next) => onChange(withValue(draft, path, next))}
    />
  ));
  if (title === undefined) return <div className={css.fields}>{fields}</div>;
  return (
    <fieldset className={css.part}>
      <legend className={css.legend}>{title}</legend>
      <div className={css.fields}>{fields}</div>
    </fieldset>
  );
}
