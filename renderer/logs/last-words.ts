// The last words of what crashed, found in the log of that run.
import type { LogMessage } from '../../shared/model/log-line.ts';
import type { LogStore } from './log-store.ts';

/** The number of the last error line of the container that ended; of its last line, where none is an error. */
export function lastWordsIn(
  { entries, dropped }: Pick<LogStore, 'entries' | 'dropped'>,
  { pod, container }: NonNullable<LogMessage['lastExit']>,
): number | undefined {
  let last: number | undefined;
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry?.kind !== 'line' || entry.line.pod !== pod || entry.line.container !== container) continue;
    last ??= dropped + index;
    if (entry.line.level === 'error') return dropped + index;
  }
  return last;
}
