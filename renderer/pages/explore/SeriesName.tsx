// The labels of one series in a row: cut to a line, and whole below it where somebody unfolds it.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ExploreLabels } from '../../../shared/model/explore.ts';
import { exploreText } from '../../text/explore.ts';
import type { Disclosure } from '../../ui/DataTable.tsx';
import css from './Result.module.css';
import { ownLabels, selectorText } from './series-labels.ts';

interface NameProps {
  readonly labels: ExploreLabels;
  /** What is told of all series at once. */
  readonly shared: ExploreLabels;
  readonly disclosure: Disclosure;
}

export function SeriesName({ labels, shared, disclosure }: NameProps) {
  const text = selectorText(ownLabels(labels, shared));
  if (text === '') return <span className="muted">{exploreText.noLabels}</span>;
  return (
    <UnstyledButton
      className={css.name}
      aria-expanded={disclosure.isOpen}
      aria-controls={disclosure.isOpen ? disclosure.detailId : undefined}
      title={text}
      onClick={disclosure.toggle}
    >
      <IconChevronRight size={14} className={disclosure.isOpen ? css.opened : css.closed} aria-hidden />
      <span className={`mono ${css.labels}`}>{text}</span>
    </UnstyledButton>
  );
}

/** Each label on a line of its own. */
export function AllLabels({ labels }: { readonly labels: ExploreLabels }) {
  return (
    <dl className={`mono ${css.all}`}>
      {labels.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What all series have alike, said once above them. */
export function SharedLabels({ shared }: { readonly shared: ExploreLabels }) {
  if (shared.length === 0) return null;
  const text = selectorText(shared);
  return (
    <p className={css.shared} title={text}>
      {exploreText.shared} <span className="mono">{text}</span>
    </p>
  );
}
