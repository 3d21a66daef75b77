// A change that was begun and did not come to its end: what is known of it, and what can be done about it.
import type { Interruption } from '../../../shared/model/interruption.ts';
import type { Previous } from './previous.ts';

/** What the journal tells; undefined when there is none. Whether somebody is still at work on it is the lock's to say. */
export function interruptionOf(previous: Pick<Previous, 'stored' | 'record' | 'lastGood'>): Interruption | undefined {
  const journal = previous.stored?.state.journal ?? null;
  if (journal === null) return undefined;
  const { verb, revision, startedAt, failure } = journal;
  const told = { verb, revision, startedAt, ...(failure === undefined ? {} : { failure }) };
  // Helm has gone on since: its record is the newer truth, and there is nothing of ours left to undo.
  if (verb === 'uninstall' || isOnlyForward(previous)) return told;
  const { lastGood } = previous;
  return lastGood === undefined ? { ...told, undo: 'cleanUp' } : { ...told, undo: 'rollBack', lastGood };
}

/** Everything that was wanted was healthy: going back would undo a change that had succeeded. */
function isOnlyForward({ stored, record }: Pick<Previous, 'stored' | 'record'>): boolean {
  const journal = stored?.state.journal;
  if (journal === null || journal === undefined) return false;
  if (journal.phase === 'pruning') return true;
  return record?.version !== undefined && record.version >= journal.revision && record.info.status === 'deployed';
}
