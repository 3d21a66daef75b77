// One row of a table of the whole cluster, from the object alone: ten thousand of them are made at once.
import { integer, record, records, text, timeMs } from '../../shared/json.ts';
import type { LiveRow, LiveTableName } from '../../shared/model/live-table.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import { healthOf } from '../cluster/health/health-of.ts';
import { NOTHING_RELATED } from '../cluster/health/related.ts';
import { podCounts } from '../cluster/pod-row.ts';
import { objectEventOf } from './events.ts';

/** A table has room for a line; the rest is in the inspector. */
const MOST_CHARACTERS = 300;

/** Pure. Health is judged without what stands around the object. */
export function tableRow(table: LiveTableName, object: KubeObject): LiveRow {
  if (table === 'events') return eventRow(object);
  const { state, reason } = healthOf(object, NOTHING_RELATED);
  const createdAt = timeMs(object.metadata.creationTimestamp);
  return {
    id: idOf(object),
    object: refOf(object),
    health: { state, reason: short(reason) },
    ...columnsOf(object),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
}

/** What tells rows apart. */
function idOf({ metadata }: KubeObject): string {
  return metadata.uid ?? `${metadata.namespace ?? ''}/${metadata.name}`;
}

function columnsOf(object: KubeObject): Pick<LiveRow, 'ready' | 'total' | 'restarts' | 'node' | 'note'> {
  const spec = record(object.spec);
  const status = record(object.status);
  switch (object.kind) {
    case 'Pod': {
      const { readyContainers: ready, totalContainers: total, restarts } = podCounts(object);
      const node = text(spec.nodeName);
      return { ready, total, restarts: integer(restarts), ...(node === '' ? {} : { node }) };
    }
    case 'Deployment':
    case 'StatefulSet':
      return { ready: integer(status.readyReplicas), total: integer(spec.replicas, 1) };
    case 'DaemonSet':
      return { ready: integer(status.numberReady), total: integer(status.desiredNumberScheduled) };
    case 'Job':
      return { ready: integer(status.succeeded), total: integer(spec.completions, 1) };
    case 'CronJob':
      return noted(`${text(spec.schedule)}${spec.suspend === true ? ', paused' : ''}`);
    case 'Service':
      return noted(
        records(spec.ports)
          .map(({ port, protocol }) => `${integer(port)}/${text(protocol) || 'TCP'}`)
          .join(', '),
      );
    case 'PersistentVolumeClaim':
      return noted(text(record(status.capacity).storage) || text(record(record(spec.resources).requests).storage));
    case 'Ingress':
      return noted(
        records(spec.rules)
          .map(({ host }) => text(host) || '*')
          .join(', '),
      );
    case 'Node':
      return noted(text(record(status.nodeInfo).kubeletVersion));
    default:
      return {};
  }
}

function eventRow(event: KubeObject): LiveRow {
  const { type, reason, message, object, lastAt, firstAt } = objectEventOf(event);
  const at = lastAt ?? firstAt;
  return {
    id: idOf(event),
    object,
    health: { state: type === 'Warning' ? 'Failed' : 'Current', reason: short(reason) },
    ...noted(message),
    ...(at === undefined ? {} : { createdAt: at }),
  };
}

function noted(note: string): { readonly note?: string } {
  return note === '' ? {} : { note: short(note) };
}

function short(words: string): string {
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words;
}
