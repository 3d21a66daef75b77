// A table of the whole cluster, kept outside of React: ten thousand rows are told once, then what moved.
import { type AppError, toAppError } from '../../shared/errors.ts';
import type { LiveRow, LiveTableChange, LiveTableName } from '../../shared/model/live-table.ts';
import { openStream } from './streams.ts';

/** What the page is told of, so that a table that moves all the time is drawn four times a second. */
const TOLD_EVERY_MS = 250;

/** More than any table that a person reads; what a cluster sends without end is let go of. */
export const MAX_ROWS = 50_000;

export type LiveTable =
  | { readonly state: 'loading' }
  | {
      readonly state: 'known';
      readonly rows: readonly LiveRow[];
      /** Why nothing newer is known, in a sentence. */
      readonly staleReason?: string | undefined;
    }
  | { readonly state: 'failed'; readonly error: AppError };

/** As React's `useSyncExternalStore` wants it: the stream is open while somebody is subscribed. */
export interface LiveTableStore {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly read: () => LiveTable;
}

const LOADING: LiveTable = { state: 'loading' };

/** @param open for tests; else the page's streams */
export function liveTableStore(table: LiveTableName, open: typeof openStream = openStream): LiveTableStore {
  const rows = new Map<string, LiveRow>();
  let current = LOADING;
  let staleReason: string | undefined;
  let lastToldAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = (onChange: () => void) => {
    const tell = () => {
      timer = undefined;
      lastToldAt = Date.now();
      current = { state: 'known', rows: [...rows.values()], staleReason };
      onChange();
    };
    const stream = open(
      { kind: 'table', table },
      {
        onMessage: (change) => {
          applyChange(rows, change);
          staleReason = change.staleReason;
          timer ??= setTimeout(tell, Math.max(0, lastToldAt + TOLD_EVERY_MS - Date.now()));
        },
        onFailure: (error) => {
          current = { state: 'failed', error: toAppError(error) };
          onChange();
        },
      },
    );
    return () => {
      clearTimeout(timer);
      timer = undefined;
      rows.clear();
      current = LOADING;
      stream.close();
    };
  };
  return { subscribe: begin, read: () => current };
}

/** Takes a change into the rows that are known; a row that is there keeps its place. */
export function applyChange(rows: Map<string, LiveRow>, { isWhole, set, removed }: LiveTableChange): void {
  if (isWhole) rows.clear();
  for (const id of removed) rows.delete(id);
  for (const row of set) {
    if (rows.size < MAX_ROWS || rows.has(row.id)) rows.set(row.id, row);
  }
}
