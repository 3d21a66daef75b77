// The list of sections, and beside it the form, which scrolls by itself.
import { Button } from '@mantine/core';
import { type RefObject, useContext, useState } from 'react';
import { settingsText } from '../../../text/settings.ts';
import { SettingsFormContext } from './form-context.ts';
import { sectionInSight } from './go-to-setting.ts';
import { SectionList } from './SectionList.tsx';
import { Sections, type ShownSection } from './Sections.tsx';
import css from './Settings.module.css';
import type { Draft } from './setting-schema.ts';
import { listedSections } from './shown-sections.ts';

interface Props {
  readonly form: RefObject<HTMLFieldSetElement | null>;
  readonly sections: readonly ShownSection[];
  readonly isReadOnly: boolean;
  readonly filter: string;
  readonly search: (typed: string) => void;
  readonly onChange: (draft: Draft) => void;
  /** Brings a section or a setting into sight. */
  readonly goTo: (key: string) => void;
}

export function SettingsBody({ form, sections, isReadOnly, filter, search, onChange, goTo }: Props) {
  const { changed } = useContext(SettingsFormContext);
  const [seen, setSeen] = useState<string>();
  const listed = listedSections(sections, changed);
  return (
    <div className={css.body}>
      <SectionList
        sections={listed}
        current={listed.find(({ id }) => id === seen)?.id ?? listed[0]?.id}
        goTo={(section) => {
          goTo(section);
          // The last ones may be too short to reach the top.
          setSeen(section);
        }}
        filter={filter}
        search={search}
      />
      <section
        className={css.scroll}
        aria-label={settingsText.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        onScroll={(event) => setSeen(sectionInSight(event.currentTarget))}
      >
        <fieldset ref={form} className={css.form} disabled={isReadOnly}>
          <Sections sections={sections} onChange={onChange} goTo={goTo} />
        </fieldset>
        {sections.length > 0 ? null : (
          <div className={css.nothing} role="status">
            {settingsText.nothingFound(filter.trim())}
            <Button onClick={() => search('')}>{settingsText.showAll}</Button>
          </div>
        )}
      </section>
    </div>
  );
}
