// For tests: a snapshot of a cluster that has these objects, and nothing else.
import type { KubeObject } from '../../shared/model/object.ts';
import { WATCHED_KINDS } from './kinds.ts';
import type { Snapshot } from './snapshot.ts';

/** Complete and true. Of two objects of a kind with one name the later counts. */
export function snapshotOf(objects: readonly KubeObject[], rest: Partial<Snapshot> = {}): Snapshot {
  const byKind = WATCHED_KINDS.map((kind) => {
    const ofKind = objects.filter((object) => object.kind === kind);
    return [kind, [...new Map(ofKind.map((object) => [object.metadata.name, object])).values()]];
  });
  return {
    namespace: 'fx',
    objects: Object.fromEntries(byKind),
    isComplete: true,
    at: 5,
    stale: false,
    isAnswering: true,
    ...rest,
  };
}
