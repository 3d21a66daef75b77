// A table that stays fast with ten thousand rows: above a threshold only the visible ones are in the page.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import css from './DataTable.module.css';
import { SortHeader } from './SortHeader.tsx';
import type { Sort, SortKey } from './sort-rows.ts';
import { walkRows } from './walk-rows.ts';

const VIRTUAL_ABOVE_ROWS = 200;
const ESTIMATED_ROW_PX = 52;
/** Of compact rows, which have one line each: the same in the style sheet. */
const COMPACT_ROW_PX = 36;

/** The state of a row that can show its detail below itself. */
export interface Disclosure {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  /** The id of the detail while it is shown. */
  readonly detailId: string;
}

export interface Column<Row> {
  readonly header: string;
  /** Whether the header is for screen readers alone. */
  readonly hasQuietHeader?: boolean;
  /** CSS width; the table's layout is fixed, so that nothing moves when values change. */
  readonly width: string;
  readonly align?: 'right';
  readonly cell: (row: Row, disclosure: Disclosure) => ReactNode;
  /** What the rows are ordered by under this header; absent where that says nothing. */
  readonly sortBy?: (row: Row) => SortKey;
}

interface Props<Row> {
  /** The name of the table, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** In the order that they are shown in. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Unfolds over the table's whole width; null when there is nothing to unfold. */
  readonly detail?: (row: Row) => ReactNode;
  /** Shown instead of rows when there are none. */
  readonly empty: string;
  /** The order that the rows are in, and what is told when a person asks for another; without it headers are words alone. */
  readonly order?: { readonly sort: Sort; readonly onSort: (sort: Sort) => void } | undefined;
  /** Rows of 36 px: one line each, cut where it is too long. */
  readonly isCompact?: boolean;
  /** The key of the row that is shown elsewhere too. */
  readonly currentKey?: string | undefined;
  /** Told of the row that the arrow keys have led to. */
  readonly onWalk?: (row: Row) => void;
}

export function DataTable<Row>(props: Props<Row>) {
  const { caption, columns, rows, rowKey, detail, empty, order, isCompact = false, currentKey, onWalk } = props;
  const [openKeys, setOpenKeys] = useState<ReadonlySet<string>>(new Set());
  const id = useId();
  const isVirtual = rows.length > VIRTUAL_ABOVE_ROWS;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    enabled: isVirtual,
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isCompact ? COMPACT_ROW_PX : ESTIMATED_ROW_PX),
    overscan: 10,
  });
  const visible = isVirtual ? virtualizer.getVirtualItems() : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const before = visible[0]?.start ?? 0;
  const after = isVirtual ? virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0) : 0;

  const disclosureOf = (key: string, index: number): Disclosure => ({
    isOpen: openKeys.has(key),
    toggle: () => setOpenKeys(openKeys.has(key) ? without(openKeys, key) : new Set([...openKeys, key])),
    detailId: `${id}-${index}`,
  });
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[walkRows(event) ?? -1];
    if (row !== undefined) onWalk?.(row);
  };
  return (
    <section
      ref={scroller}
      className={isVirtual ? css.scroller : css.whole}
      aria-label={caption}
      tabIndex={isVirtual ? 0 : -1}
      onKeyDown={onWalk === undefined ? undefined : walk}
    >
      <table className={isCompact ? `${css.table} ${css.compact}` : css.table} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <colgroup>
          {columns.map(({ header, width }) => (
            <col key={header} style={{ width }} />
          ))}
        </colgroup>
        <Head columns={columns} order={order} />
        {rows.length === 0 ? (
          <tbody>
            <tr>
              <td colSpan={columns.length} className="muted">
                {empty}
              </td>
            </tr>
          </tbody>
        ) : null}
        <Spacer height={before} span={columns.length} />
        {visible.map(({ index }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const key = rowKey(row);
          const disclosure = disclosureOf(key, index);
          return (
            // A body of its own, so that a row and its detail are measured as one.
            <tbody key={key} data-index={index} ref={isVirtual && !isCompact ? virtualizer.measureElement : undefined}>
              <tr aria-rowindex={index + 2} aria-current={key === currentKey ? 'true' : undefined}>
                {columns.map(({ header, align, cell }) => (
                  <td key={header} className={align === 'right' ? css.right : undefined}>
                    {cell(row, disclosure)}
                  </td>
                ))}
              </tr>
              {disclosure.isOpen ? (
                <tr id={disclosure.detailId} className={css.detail}>
                  <td colSpan={columns.length}>{detail?.(row)}</td>
                </tr>
              ) : null}
            </tbody>
          );
        })}
        <Spacer height={after} span={columns.length} />
      </table>
    </section>
  );
}

function Head<Row>({ columns, order }: Pick<Props<Row>, 'columns' | 'order'>) {
  const directionOf = (header: string) =>
    order?.sort.by !== header ? undefined : order.sort.isDescending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr>
        {columns.map(({ header, align, hasQuietHeader = false, sortBy }) => (
          <th
            key={header}
            scope="col"
            className={align === 'right' ? css.right : undefined}
            aria-sort={directionOf(header)}
          >
            {order !== undefined && sortBy !== undefined ? (
              <SortHeader header={header} {...order} />
            ) : hasQuietHeader ? (
              <span className="visually-hidden">{header}</span>
            ) : (
              header
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return height <= 0 ? null : (
    <tbody aria-hidden className={css.spacer}>
      <tr>
        <td colSpan={span} style={{ height }} />
      </tr>
    </tbody>
  );
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set([...keys].filter((other) => other !== key));
}
