// For tests: what stands around an object, from a list of objects of any kinds.
import type { KubeObject } from '../../shared/model/object.ts';
import { WATCHED_KINDS } from '../cluster/kinds.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import type { Around } from './around.ts';

/** Sorted by kind. */
export function around(objects: readonly KubeObject[]): Around {
  const of = (kind: string) => objects.filter((object) => object.kind === kind);
  return {
    objects: Object.fromEntries(WATCHED_KINDS.map((kind) => [kind, of(kind)])) as unknown as Snapshot['objects'],
    policies: of('NetworkPolicy'),
    ingresses: of('Ingress'),
    optional: new Set(objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)),
    hasEvents: true,
  };
}
