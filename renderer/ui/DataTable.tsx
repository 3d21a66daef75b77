// A table that stays fast with ten thousand rows: above a threshold only the visible ones are in the page.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import css from './DataTable.module.css';

const VIRTUAL_ABOVE_ROWS = 200;
const ESTIMATED_ROW_PX = 52;

export interface Column<Row> {
  readonly header: string;
  /** CSS width; the table's layout is fixed, so that nothing moves when values change. */
  readonly width: string;
  readonly align?: 'right';
  readonly cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  /** What the table is, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown instead of rows when there are none. */
  readonly empty: string;
}

export function DataTable<Row>({ caption, columns, rows, rowKey, empty }: Props<Row>) {
  const isVirtual = rows.length > VIRTUAL_ABOVE_ROWS;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    enabled: isVirtual,
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    overscan: 10,
  });
  const visible = isVirtual
    ? virtualizer.getVirtualItems()
    : rows.map((_, index) => ({ index, start: 0, end: 0, key: index }));
  const before = visible[0]?.start ?? 0;
  const after = isVirtual ? virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0) : 0;
  return (
    <section
      ref={scroller}
      className={isVirtual ? css.scroller : css.whole}
      aria-label={caption}
      tabIndex={isVirtual ? 0 : -1}
    >
      <table className={css.table} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <colgroup>
          {columns.map(({ header, width }) => (
            <col key={header} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ header, align }) => (
              <th key={header} scope="col" className={align === 'right' ? css.right : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <tr>
              <td colSpan={columns.length} className="muted">
                {empty}
              </td>
            </tr>
          ) : null}
          <Spacer height={before} span={columns.length} />
          {visible.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <tr
                key={rowKey(row)}
                data-index={index}
                aria-rowindex={index + 2}
                ref={isVirtual ? virtualizer.measureElement : undefined}
              >
                {columns.map(({ header, align, cell }) => (
                  <td key={header} className={align === 'right' ? css.right : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={after} span={columns.length} />
        </tbody>
      </table>
    </section>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden className={css.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
