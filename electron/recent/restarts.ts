// Containers that ended and were started again, as the pods' statuses tell: the last time of each, and how often it was.
import { count, integer, type Json, record, records, text } from '../../shared/json.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import type { RecentEntry } from '../../shared/model/recent.ts';
import { nameIn } from './sentence.ts';

/** So many at once, and the machine was started again rather than each of them. */
const FEWEST_OF_BOOT = 3;
const BOOT_MS = 5 * 60_000;

interface Restart {
  readonly pod: KubeObject;
  readonly status: Json;
  readonly ended: Json;
  readonly at: number;
}

/** Pure. */
export function restartEntries(pods: readonly KubeObject[]): RecentEntry[] {
  const restarts = pods.flatMap(restartsOf);
  const boots = bootsIn(restarts);
  const ofBoots = new Set(boots.flat());
  return [...boots.map(bootEntry), ...restarts.filter((one) => !ofBoots.has(one)).map(entryOf)];
}

function restartsOf(pod: KubeObject): Restart[] {
  const { containerStatuses, initContainerStatuses } = record(pod.status);
  return [...records(containerStatuses), ...records(initContainerStatuses)].flatMap((status) => {
    const ended = record(record(status.lastState).terminated);
    const at = Date.parse(text(ended.finishedAt)) || 0;
    return count(status.restartCount) > 0 && at > 0 ? [{ pod, status, ended, at }] : [];
  });
}

/** What a kubelet finds gone when it begins has this code and reason. */
function isLost({ ended }: Restart): boolean {
  return ended.exitCode === 255 && ended.reason === 'Unknown';
}

/** Those that were lost together, each group by its time. */
function bootsIn(restarts: readonly Restart[]): Restart[][] {
  const groups: Restart[][] = [];
  for (const restart of restarts.filter(isLost).sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && restart.at - last[0].at < BOOT_MS) last.push(restart);
    else groups.push([restart]);
  }
  return groups.filter(({ length }) => length >= FEWEST_OF_BOOT);
}

function bootEntry(restarts: readonly Restart[]): RecentEntry {
  const at = Math.max(...restarts.map((restart) => restart.at));
  const sentence = `The node was started again, and ${restarts.length} containers with it.`;
  return { id: `boot/${at}`, at, kind: 'resume', tone: 'info', sentence };
}

function entryOf({ pod, status, ended, at }: Restart): RecentEntry {
  const times = integer(status.restartCount);
  const container = nameIn(text(status.name));
  const isBack = record(status.state).running !== undefined;
  const { namespace = '', name } = pod.metadata;
  return {
    id: `restart/${namespace}/${name}/${container}`,
    at,
    kind: 'restart',
    tone: ended.exitCode === 0 ? 'info' : isBack ? 'warn' : 'bad',
    sentence: `Pod ${nameIn(name)}: container ${container} ended ${howOf(ended)}${isBack ? ', and was started again' : ''}.`,
    ...(times > 1 ? { count: times } : {}),
    object: refOf({ ...pod, apiVersion: 'v1', kind: 'Pod' }),
  };
}

function howOf(ended: Json): string {
  if (ended.reason === 'OOMKilled') return 'for want of memory';
  if (ended.exitCode === 0) return 'by itself';
  return typeof ended.exitCode === 'number' ? `with exit code ${count(ended.exitCode)}` : 'for no reason that is told';
}
