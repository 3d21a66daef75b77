// The header of a column that rows can be ordered by.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import css from './DataTable.module.css';
import { nextSort, type Sort } from './sort-rows.ts';

interface Props {
  readonly header: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

export function SortHeader({ header, sort, onSort }: Props) {
  const Arrow = sort.isDescending ? IconArrowDown : IconArrowUp;
  return (
    <button type="button" className={css.sort} onClick={() => onSort(nextSort(sort, header))}>
      {header}
      {sort.by === header ? <Arrow size={12} stroke={2} aria-hidden /> : null}
    </button>
  );
}
