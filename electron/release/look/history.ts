// The revisions of a release as a person reads them.
import type { Revision } from '../../../shared/model/revision.ts';
import { inParallel } from '../object/in-parallel.ts';
import type { Book } from '../record/book.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { tookSecondsOf } from '../record/took.ts';

/** As many as `helm history` shows: a cluster may hold any number of them. */
const MOST_SHOWN = 256;

/** Newest first; empty when there is no such release. Throws as `KubeClient.request` does. */
export async function readHistory({ revisions }: Book): Promise<readonly Revision[]> {
  const labels = await revisions.list();
  const found = await inParallel(labels.slice(-MOST_SHOWN).reverse(), ({ revision }) => revisions.read(revision));
  return found.flatMap((release) => (release === null ? [] : [revisionOf(release)]));
}

/** What a record says, for a person. */
export function revisionOf({ version: revision, chart, info }: HelmRelease): Revision {
  const { status, description = '', last_deployed } = info;
  const deployedAt = Date.parse(last_deployed) || 0;
  const tookSeconds = tookSecondsOf(info);
  const took = tookSeconds === undefined ? {} : { tookSeconds };
  return { revision, version: chart.metadata.version, status, deployedAt, ...took, description };
}
