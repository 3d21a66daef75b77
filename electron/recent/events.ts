// Kubernetes' events that matter, those that repeat as one.
import { count, record, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { RecentEntry } from '../../shared/model/recent.ts';
import { happenedAt, messageOf } from '../cluster/health/related.ts';
import { eventWords } from './event-words.ts';
import { involvedIn } from './involved.ts';
import { nameIn } from './sentence.ts';

/** Warnings that nobody can do anything about, or that mend themselves within a second. */
const NOISE = new Set([
  'DNSConfigForming',
  'FailedToUpdateEndpoint',
  'FailedToUpdateEndpointSlices',
  'InvalidDiskCapacity',
  'MissingClusterDNS',
]);

/** After these, something does not run. */
const GRAVE = new Set(['BackOff', 'Evicted', 'Failed', 'FailedCreate', 'FailedScheduling', 'OOMKilling', 'SystemOOM']);

const MOST_TIMES = 1_000_000;

/** Of an object and a reason there is one entry: the newest message, and how often it was said. Pure. */
export function eventEntries(events: readonly KubeObject[]): RecentEntry[] {
  const entries = new Map<string, RecentEntry>();
  for (const event of events) {
    const reason = text(event.reason);
    const at = happenedAt(event);
    if (event.type !== 'Warning' || NOISE.has(reason) || at === 0) continue;
    const object = involvedIn(event);
    const key = `event/${object?.kind}/${object?.namespace}/${object?.name}/${reason.slice(0, 128)}`;
    const known = entries.get(key);
    const before = known === undefined ? 0 : (known.count ?? 1);
    const times = Math.min(MOST_TIMES, before + timesOf(event));
    const newest = known !== undefined && known.at > at ? known : undefined;
    entries.set(key, {
      ...(newest ?? entryOf(event, key, at, reason)),
      ...(times > 1 ? { count: times } : {}),
    });
  }
  return [...entries.values()];
}

function entryOf(event: KubeObject, id: string, at: number, reason: string): RecentEntry {
  const object = involvedIn(event);
  const said = eventWords(reason, messageOf(event)) || nameIn(reason);
  return {
    id,
    at,
    kind: 'event',
    tone: GRAVE.has(reason) ? 'bad' : 'warn',
    sentence: object === undefined ? said : `${object.kind} ${nameIn(object.name)}: ${said}`,
    ...(object === undefined ? {} : { object }),
  };
}

function timesOf(event: KubeObject): number {
  const times = Math.trunc(count(event.count) || count(record(event.series).count) || 1);
  return times > 0 ? times : 1;
}
