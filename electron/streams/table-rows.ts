// The rows of a table that is followed, and what of them is still to be told.
import type { LiveRow, LiveTableChange } from '../../shared/model/live-table.ts';
import type { TableKind } from './table-kinds.ts';

/** Work is done for what has changed alone. */
export class TableRows {
  /** Of each kind by itself, so that a new list says what is gone. */
  readonly #rows = new Map<string, Map<string, LiveRow>>();
  readonly #set = new Map<string, LiveRow>();
  readonly #removed = new Set<string>();
  #isWhole = true;

  /** All there are of a kind. */
  all(kind: TableKind, rows: readonly LiveRow[]): void {
    const known = this.#of(kind);
    const gone = new Set(known.keys());
    for (const row of rows) {
      gone.delete(row.id);
      this.put(kind, row);
    }
    for (const id of gone) this.#drop(known, id);
  }

  /** One has come or changed. */
  put(kind: TableKind, row: LiveRow): void {
    const rows = this.#of(kind);
    const before = rows.get(row.id);
    // Most changes of an object are in fields that no table shows.
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(row)) return;
    rows.set(row.id, row);
    this.#set.set(row.id, row);
    this.#removed.delete(row.id);
  }

  /** One has gone. */
  remove(kind: TableKind, { id }: LiveRow): void {
    this.#drop(this.#of(kind), id);
  }

  /** What has changed since it was asked last; at first all there is. Undefined where nothing has. */
  take(): Omit<LiveTableChange, 'staleReason'> | undefined {
    if (!this.#isWhole && this.#set.size === 0 && this.#removed.size === 0) return undefined;
    const change = { isWhole: this.#isWhole, set: [...this.#set.values()], removed: [...this.#removed] };
    this.#isWhole = false;
    this.#set.clear();
    this.#removed.clear();
    return change;
  }

  #drop(rows: Map<string, LiveRow>, id: string): void {
    if (!rows.delete(id)) return;
    this.#set.delete(id);
    if (!this.#isWhole) this.#removed.add(id);
  }

  #of({ kind }: TableKind): Map<string, LiveRow> {
    const known = this.#rows.get(kind);
    if (known !== undefined) return known;
    const made = new Map<string, LiveRow>();
    this.#rows.set(kind, made);
    return made;
  }
}
