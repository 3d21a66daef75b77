// The objects beside one object that a verdict on its health looks at.
import { record, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';

/** The objects around the one in question; more than needed does no harm. Lists are indexed once, by identity. */
export interface RelatedObjects {
  readonly pods: readonly KubeObject[];
  readonly replicaSets: readonly KubeObject[];
  /** `v1` Events. */
  readonly events: readonly KubeObject[];
  readonly claims: readonly KubeObject[];
  readonly storageClasses: readonly KubeObject[];
  /** Absent when nobody watches them: a Service is then judged by itself alone. */
  readonly endpointSlices?: readonly KubeObject[];
}

/** Nothing known. */
export const NOTHING_RELATED: RelatedObjects = {
  pods: [],
  replicaSets: [],
  events: [],
  claims: [],
  storageClasses: [],
};

/** Sorts objects of all kinds into a {@link RelatedObjects}. */
export function relatedFrom(objects: Iterable<KubeObject>): RelatedObjects {
  const byKind = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const list = byKind.get(object.kind);
    if (list === undefined) byKind.set(object.kind, [object]);
    else list.push(object);
  }
  const of = (kind: string): readonly KubeObject[] => byKind.get(kind) ?? [];
  return {
    pods: of('Pod'),
    replicaSets: of('ReplicaSet'),
    events: of('Event'),
    claims: of('PersistentVolumeClaim'),
    storageClasses: of('StorageClass'),
    ...(byKind.has('EndpointSlice') ? { endpointSlices: of('EndpointSlice') } : {}),
  };
}

/** Those of `objects` that `owner` owns. */
export function ownedBy(objects: readonly KubeObject[], owner: KubeObject): readonly KubeObject[] {
  const { uid } = owner.metadata;
  return uid === undefined ? [] : ownedByUid(objects, uid);
}

/** Those of `objects` whose owner has this `uid`. */
export function ownedByUid(objects: readonly KubeObject[], uid: string): readonly KubeObject[] {
  return (
    index(ownerIndexes, objects, (object) => (object.metadata.ownerReferences ?? []).map((ref) => ref.uid)).get(uid) ??
    []
  );
}

/** What was reported of `object`, oldest first. */
export function eventsOf(related: RelatedObjects, object: KubeObject): readonly KubeObject[] {
  const uid = object.metadata.uid;
  if (uid === undefined) return [];
  const events = index(eventIndexes, related.events, (event) => [text(record(event.involvedObject).uid)]).get(uid);
  return events === undefined ? [] : [...events].sort((left, right) => happenedAt(left) - happenedAt(right));
}

/** The newest warning among `events` with one of these reasons. */
export function lastWarning(events: readonly KubeObject[], ...reasons: readonly string[]): KubeObject | undefined {
  return events.findLast((event) => event.type === 'Warning' && reasons.includes(text(event.reason)));
}

/** What an event says, in Kubernetes' words. */
export function messageOf(event: KubeObject | undefined): string {
  return text(event?.message).trim();
}

/** When an event happened last, in ms since the epoch; 0 when it does not say. */
export function happenedAt(event: KubeObject): number {
  const series = text(record(event.series).lastObservedTime);
  const at = series || text(event.lastTimestamp) || text(event.eventTime) || event.metadata.creationTimestamp;
  return at === undefined ? 0 : Date.parse(at) || 0;
}

type Index = ReadonlyMap<string, readonly KubeObject[]>;
const ownerIndexes = new WeakMap<readonly KubeObject[], Index>();
const eventIndexes = new WeakMap<readonly KubeObject[], Index>();

// Ten thousand pods are asked for once per workload and snapshot: a scan each time would be quadratic.
function index(
  cache: WeakMap<readonly KubeObject[], Index>,
  objects: readonly KubeObject[],
  keysOf: (object: KubeObject) => readonly string[],
): Index {
  const known = cache.get(objects);
  if (known !== undefined) return known;
  const made = new Map<string, KubeObject[]>();
  for (const object of objects) {
    for (const key of keysOf(object)) {
      const list = made.get(key);
      if (list === undefined) made.set(key, [object]);
      else list.push(object);
    }
  }
  cache.set(objects, made);
  return made;
}
