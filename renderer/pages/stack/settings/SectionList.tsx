// The list of the sections, which leads to each of them, with the search above it. In a small window it is a line.
import { UnstyledButton } from '@mantine/core';
import { settingsText } from '../../../text/settings.ts';
import { FilterField } from '../../../ui/FilterField.tsx';
import { ChangedDot } from './ChangedDot.tsx';
import css from './SectionList.module.css';

interface Props {
  readonly sections: readonly { readonly id: string; readonly title: string; readonly changed: number }[];
  /** The one in sight. */
  readonly current: string | undefined;
  readonly goTo: (section: string) => void;
  readonly filter: string;
  readonly search: (typed: string) => void;
}

export function SectionList({ sections, current, goTo, filter, search }: Props) {
  return (
    <div className={css.side}>
      <FilterField label={settingsText.search} value={filter} onChange={search} />
      <nav aria-label={settingsText.sectionsLabel}>
        <ul className={css.list}>
          {sections.map(({ id, title, changed }) => (
            <li key={id}>
              <UnstyledButton
                className={css.section}
                aria-current={id === current ? 'location' : undefined}
                onClick={() => goTo(id)}
              >
                {title}
                {changed === 0 ? null : <ChangedDot label={settingsText.changedIn(changed)} />}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
