// The release that an object belongs to, and what it makes of a change by hand.

import { AppError } from '../../shared/errors.ts';
import { text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Cluster, ReleaseTarget } from '../release/context.ts';
import { isOwn, ownerOf } from '../release/object/additions.ts';
import { openBook } from '../release/record/book.ts';

/** Types of Secrets: Helm's records of revisions, and ODIN's notes. */
const MEMORIES: ReadonlySet<string> = new Set(['helm.sh/release.v1', 'odin-control-panel/state.v1']);

/** "revision 3", or the release where its history cannot be read. */
export async function revisionOf(cluster: Cluster, owner: ReleaseTarget): Promise<string> {
  try {
    return `revision ${await openBook(cluster, owner, cluster.signal).revisions.newestGood()}`;
  } catch {
    cluster.signal.throwIfAborted();
    return `release ${owner.release}`;
  }
}

/** "It then differs from revision 3 until it is put back."; nothing where no release wants it. */
export async function differs(cluster: Cluster, live: KubeObject): Promise<{ readonly release?: string }> {
  const owner = ownerOf(live);
  if (owner === undefined) return {};
  return { release: `It then differs from ${await revisionOf(cluster, owner)} until it is put back.` };
}

/** "release other of namespace theirs", of an object that belongs to another than `home`; undefined for any other. */
export function strangerOf(live: KubeObject, home: ReleaseTarget): string | undefined {
  const owner = ownerOf(live);
  if (owner === undefined || isOwn(live, home)) return undefined;
  return `release ${owner.release} of namespace ${owner.namespace}`;
}

/** Throws `forbidden` for a release's memory: whoever writes it changes what ODIN and Helm go back to. */
export function assertNoMemory({ kind, metadata, type }: KubeObject): void {
  if (kind !== 'Secret' || !MEMORIES.has(text(type))) return;
  const message = `Secret/${metadata.namespace}/${metadata.name} is what a release remembers of itself: change the release, or uninstall it.`;
  throw new AppError('forbidden', message);
}
