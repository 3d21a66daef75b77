// The containers of a pod as whoever reads their logs sees them: which run there is, whether it has a log, how the one before ended.
import { integer, isRecord, type Json, record, records, text } from '../../shared/json.ts';
import type { LogMessage } from '../../shared/model/log-line.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** How a run ended. */
export type LastExit = NonNullable<LogMessage['lastExit']>;

/** One container of one pod. */
export interface LogContainer {
  /** Of the pod's UID and the container's name: a pod that comes again under its name is another. */
  readonly key: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Counts its runs, from 0. */
  readonly run: number;
  readonly isRunning: boolean;
  /** Whether it will not run again. */
  readonly isOver: boolean;
  /** Why there is no log yet, in a sentence; undefined where there is one. */
  readonly waiting: string | undefined;
  readonly lastExit: LastExit | undefined;
  /** Whether a run that is over has left a log. */
  readonly hasPrevious: boolean;
  /** Whether that is what the kubelet calls the current one: it is down, and has not begun anew. */
  readonly isDown: boolean;
}

/** All that are no init containers; with `wanted` the one of that name, whatever it is. */
export function containersOf(pod: KubeObject, wanted?: string): readonly LogContainer[] {
  const spec = record(pod.spec);
  const main = [...records(spec.containers), ...records(spec.initContainers).filter(isSidecar)];
  const all = [...main, ...records(spec.initContainers), ...records(spec.ephemeralContainers)];
  const names = wanted === undefined ? main.map(({ name }) => text(name)) : all.some(named(wanted)) ? [wanted] : [];
  return [...new Set(names)].filter((name) => name !== '').map((name) => containerOf(pod, name));
}

function containerOf(pod: KubeObject, container: string): LogContainer {
  const { name, namespace = '', uid = '' } = pod.metadata;
  const { phase, containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = record(pod.status);
  const statuses = [containerStatuses, initContainerStatuses, ephemeralContainerStatuses].flatMap(records);
  const status = record(statuses.find(named(container)));
  const state = record(status.state);
  const isRunning = isRecord(state.running);
  const previous = record(status.lastState).terminated;
  const hasLog = isRunning || isRecord(state.terminated) || isRecord(previous);
  const ended = isRecord(state.terminated) ? state.terminated : previous;
  return {
    key: `${uid}/${container}`,
    namespace,
    pod: name,
    container,
    run: integer(status.restartCount),
    isRunning,
    isOver: phase === 'Succeeded' || phase === 'Failed' || (isRecord(state.terminated) && staysEnded(pod, state)),
    waiting: hasLog ? undefined : waitingSentence(pod, container, record(state.waiting)),
    lastExit: isRecord(ended) ? exitOf(name, container, ended) : undefined,
    hasPrevious: isRecord(previous) || isRecord(state.terminated),
    isDown: isRecord(state.terminated),
  };
}

function staysEnded(pod: KubeObject, { terminated }: Json): boolean {
  const policy = record(pod.spec).restartPolicy;
  return policy === 'Never' || (policy === 'OnFailure' && record(terminated).exitCode === 0);
}

function exitOf(pod: string, container: string, { exitCode, reason, finishedAt }: Json): LastExit {
  const at = Date.parse(text(finishedAt));
  return { pod, container, code: integer(exitCode), reason: text(reason), ...(at > 0 ? { at } : {}) };
}

function waitingSentence(pod: KubeObject, container: string, { reason }: Json): string {
  const { name } = pod.metadata;
  if (text(record(pod.spec).nodeName) === '') return `${name} has no node yet.`;
  return `${container} of ${name} has not started yet: ${text(reason) || 'its pod is being made ready'}.`;
}

function named(name: string): (one: Json) => boolean {
  return (one) => one.name === name;
}

/** It runs beside the others. */
function isSidecar(container: Json): boolean {
  return container.restartPolicy === 'Always';
}
