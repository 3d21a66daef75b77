// Events of an object and of all that it made, those that repeat as one.
import { integer, record, text, timeMs } from '../../shared/json.ts';
import type { ObjectEvent } from '../../shared/model/inspection.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { happenedAt } from '../cluster/health/related.ts';

/** A person reads the newest; a cluster keeps an hour of them. */
const MOST_EVENTS = 200;

/** Newest first. `isAbout` says whether an Event's `involvedObject` belongs here. */
export function objectEvents(
  events: readonly KubeObject[],
  isAbout: (involved: Readonly<Record<string, unknown>>) => boolean,
): ObjectEvent[] {
  const byWords = new Map<string, ObjectEvent>();
  for (const event of events) {
    const involved = record(event.involvedObject);
    if (!isAbout(involved)) continue;
    const one = objectEventOf(event);
    const key = [one.type, one.reason, one.message, one.object.kind, one.object.name].join('\n');
    const known = byWords.get(key);
    byWords.set(key, known === undefined ? one : folded(known, one));
  }
  return [...byWords.values()].sort((left, right) => (right.lastAt ?? 0) - (left.lastAt ?? 0)).slice(0, MOST_EVENTS);
}

/** One Event as it is shown. */
export function objectEventOf(event: KubeObject): ObjectEvent {
  const source = text(record(event.source).component) || text(event.reportingComponent);
  const firstAt = timeMs(event.firstTimestamp) ?? timeMs(event.eventTime) ?? timeMs(event.metadata.creationTimestamp);
  const lastAt = happenedAt(event);
  return {
    id: event.metadata.uid ?? event.metadata.name,
    type: event.type === 'Warning' ? 'Warning' : 'Normal',
    reason: text(event.reason),
    message: (text(event.message) || text(event.note)).trim(),
    count: Math.max(1, integer(event.count), integer(record(event.series).count)),
    ...(firstAt === undefined ? {} : { firstAt }),
    ...(lastAt === 0 ? {} : { lastAt }),
    ...(source === '' ? {} : { source }),
    object: involvedRef(record(event.involvedObject)),
  };
}

function involvedRef({ apiVersion, kind, namespace, name }: Readonly<Record<string, unknown>>): ObjectRef {
  const inNamespace = text(namespace) === '' ? {} : { namespace: text(namespace) };
  return { apiVersion: text(apiVersion) || 'v1', kind: text(kind), name: text(name), ...inNamespace };
}

function folded(known: ObjectEvent, other: ObjectEvent): ObjectEvent {
  const [newer, older] = (other.lastAt ?? 0) > (known.lastAt ?? 0) ? [other, known] : [known, other];
  const firstAt = Math.min(known.firstAt ?? Number.POSITIVE_INFINITY, other.firstAt ?? Number.POSITIVE_INFINITY);
  return {
    ...newer,
    count: integer(newer.count + older.count),
    ...(Number.isFinite(firstAt) ? { firstAt } : {}),
  };
}
