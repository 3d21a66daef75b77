// The rows of a table that is not known yet.
import { Skeleton } from '@mantine/core';
import css from './RowSkeletons.module.css';

/** The rows that the smallest window shows. */
const ROWS = ['40%', '56%', '48%', '62%', '44%', '52%', '58%', '46%'] as const;

export function RowSkeletons({ words }: { readonly words: string }) {
  return (
    <div className={css.skeletons} aria-busy="true">
      <span className="visually-hidden">{words}</span>
      {ROWS.map((width) => (
        <Skeleton key={width} height={16} width={width} aria-hidden />
      ))}
    </div>
  );
}
