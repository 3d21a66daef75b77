// The settings in sections: first what stands alone, then each group of the schema.
import { useId } from 'react';
import { settingsText } from '../../../text/settings.ts';
import { MapFields, Setting } from './Setting.tsx';
import css from './Settings.module.css';
import { childrenOf, type Draft, isDraft, SETTINGS_SCHEMA, type SettingSchema } from './setting-schema.ts';

interface Props {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

export function Sections({ draft, onChange }: Props) {
  const all = childrenOf(SETTINGS_SCHEMA).filter(([, { const: fixed }]) => fixed === undefined);
  const isGroup = ({ properties, type }: SettingSchema) => properties !== undefined || type === 'array';
  const alone = Object.fromEntries(all.filter(([, schema]) => !isGroup(schema)));
  const general = { title: settingsText.general, description: settingsText.generalAbout, properties: alone };
  return (
    <>
      <Section schema={general}>
        <MapFields schema={general} path={[]} value={draft} onChange={onChange} />
      </Section>
      {all
        .filter(([, schema]) => isGroup(schema))
        .map(([key, schema]) => {
          const value = draft[key];
          const change = (next: unknown) => onChange({ ...draft, [key]: next });
          return (
            <Section key={key} schema={schema}>
              {isDraft(value) ? (
                <MapFields schema={schema} path={[key]} value={value} onChange={change} />
              ) : (
                <Setting schema={schema} path={[key]} value={value} isRequired={false} onChange={change} />
              )}
            </Section>
          );
        })}
    </>
  );
}

function Section({ schema, children }: { readonly schema: SettingSchema; readonly children: React.ReactNode }) {
  const id = useId();
  return (
    <section className={`card ${css.section}`} aria-labelledby={id}>
      <h2 id={id}>{schema.title}</h2>
      <p className={css.about}>{schema.description}</p>
      {children}
    </section>
  );
}
