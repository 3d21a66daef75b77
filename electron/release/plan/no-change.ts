// Plans that write nothing when they are applied: the release is as it is wanted, and its book says so.
import { isEqual } from '../fields/canonical.ts';
import { manifestFor } from './new-record.ts';
import type { PreparedRevision } from './prepared.ts';

type Unplanned = Omit<PreparedRevision, 'plan'>;

/** Whether the newest revision is one that became healthy, and wants the very same; its journal may be open. */
export function isAsRecorded({ prunes, version, previous, entries, values }: Unplanned): boolean {
  const { record } = previous;
  if (record?.info.status !== 'deployed' || record.chart.metadata.version !== version) return false;
  const isSame = prunes.length === 0 && entries.every(({ assessment }) => assessment.op === 'unchanged');
  // What was deleted by hand, and is not wanted any more, changes the manifest alone.
  return isSame && record.manifest === manifestFor(entries) && isEqual(record.config ?? {}, values?.supplied ?? {});
}

/** Whether there is nothing to be written down, either. */
export function isNoChange(prepared: Unplanned): boolean {
  const { stored } = prepared.previous;
  return isAsRecorded(prepared) && stored !== null && stored.state.journal === null;
}
