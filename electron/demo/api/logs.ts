// The logs of containers, as `kubectl logs` asks for them.
import type { ServerResponse } from 'node:http';
import { badRequest, invalid } from '../store/failure.ts';
import { isObject, type JsonObject, listAt, objectAt, stringAt, valueAt } from '../store/json.ts';
import type { Store } from '../store/store.ts';
import { getObject } from './read.ts';
import type { Target } from './request.ts';
import { isTrue } from './watch.ts';

/** One line and when it was written, in ms since the epoch. */
export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

/** The lines of a container that started then; `ended` tells its last words from its first. */
export type LogSource = (
  pod: JsonObject,
  container: JsonObject,
  startedAtMs: number,
  isEnded: boolean,
) => readonly LogLine[];

/** Answers a request for a log; with `follow` it stays open until the container ends. */
export function sendLog(
  store: Store,
  target: Target,
  query: URLSearchParams,
  source: LogSource,
  response: ServerResponse,
): void {
  const pod = getObject(store, target);
  const container = chooseContainer(pod, query.get('container') ?? '');
  checkNumbers(target.name, query);
  const name = stringAt(container, 'name');
  if (stringAt(pod, 'spec.nodeName') === '') {
    response.writeHead(204, { 'content-type': 'text/plain' });
    response.end();
    return;
  }
  const status = statusOf(pod, name);
  const run = runOf(status, isTrue(query.get('previous')) && query.has('previous'), target.name, name);
  const lines = source(pod, container, Date.parse(run.startedAt), run.isEnded);
  response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-cache, private' });
  response.write(format(lines, query));
  const isFollowed = query.has('follow') && isTrue(query.get('follow')) && !run.isEnded;
  if (!isFollowed) {
    response.end();
    return;
  }
  response.flushHeaders();
  const unsubscribe = store.subscribe(({ object, type }) => {
    if (stringAt(object, 'metadata.uid') !== stringAt(pod, 'metadata.uid')) return;
    const isRunning = type !== 'DELETED' && isObject(objectAt(statusOf(object, name), 'state').running);
    if (!isRunning) response.end();
  });
  response.on('close', unsubscribe);
}

/** The container that a request names, or the only one. Throws `Failure`. */
export function chooseContainer(pod: JsonObject, wanted: string): JsonObject {
  const containers = listAt(pod, 'spec.containers') as readonly JsonObject[];
  const inits = listAt(pod, 'spec.initContainers') as readonly JsonObject[];
  const names = containers.map((it) => stringAt(it, 'name'));
  const podName = stringAt(pod, 'metadata.name');
  if (wanted === '') {
    const [only] = containers;
    if (containers.length === 1 && only !== undefined) return only;
    throw badRequest(`a container name must be specified for pod ${podName}, choose one of: [${names.join(' ')}]`);
  }
  const found = [...containers, ...inits].find((it) => stringAt(it, 'name') === wanted);
  if (found === undefined) throw badRequest(`container ${wanted} is not valid for pod ${podName}`);
  return found;
}

function checkNumbers(pod: string, query: URLSearchParams): void {
  for (const field of ['tailLines', 'limitBytes', 'sinceSeconds']) {
    const least = field === 'tailLines' ? 0 : 1;
    if (!query.has(field) || Number(query.get(field)) >= least) continue;
    const message = `Invalid value: ${query.get(field) ?? ''}: must be greater than ${least === 0 ? 'or equal to 0' : '0'}`;
    throw invalid('', 'PodLogOptions', pod, [{ reason: 'FieldValueInvalid', message, field }]);
  }
}

/** What is known of a container by its pod's status. */
export function statusOf(pod: JsonObject, container: string): JsonObject {
  const all = [...listAt(pod, 'status.containerStatuses'), ...listAt(pod, 'status.initContainerStatuses')];
  return all.find((it): it is JsonObject => isObject(it) && it.name === container) ?? {};
}

/** Which run of the container is meant, and whether it is over. */
function runOf(status: JsonObject, wantsPrevious: boolean, pod: string, name: string) {
  const ended = valueAt(status, 'state.terminated') ?? valueAt(status, 'lastState.terminated');
  if (wantsPrevious) {
    const previous = valueAt(status, 'lastState.terminated');
    if (!isObject(previous)) throw badRequest(`previous terminated container "${name}" in pod "${pod}" not found`);
    return { startedAt: stringAt(previous, 'startedAt'), isEnded: true };
  }
  const startedAt = stringAt(status, 'state.running.startedAt');
  if (startedAt !== '') return { startedAt, isEnded: false };
  if (isObject(ended)) return { startedAt: stringAt(ended, 'startedAt'), isEnded: true };
  const reason = stringAt(status, 'state.waiting.reason') || 'ContainerCreating';
  const isPull = reason === 'ErrImagePull' || reason === 'ImagePullBackOff';
  const why = isPull ? 'trying and failing to pull image' : reason;
  throw badRequest(`container "${name}" in pod "${pod}" is waiting to start: ${why}`);
}

function format(lines: readonly LogLine[], query: URLSearchParams): string {
  const since = query.has('sinceSeconds') ? Date.now() - Number(query.get('sinceSeconds')) * 1000 : 0;
  const sinceTime = query.has('sinceTime') ? Date.parse(query.get('sinceTime') ?? '') : 0;
  const recent = lines.filter(({ atMs }) => atMs >= Math.max(since, sinceTime));
  const tail = query.has('tailLines')
    ? recent.slice(recent.length - Math.min(recent.length, Number(query.get('tailLines'))))
    : recent;
  const isStamped = query.has('timestamps') && isTrue(query.get('timestamps'));
  const text = tail
    .map((line) => `${isStamped ? `${new Date(line.atMs).toISOString().replace('Z', '000000Z')} ` : ''}${line.text}\n`)
    .join('');
  return query.has('limitBytes')
    ? Buffer.from(text)
        .subarray(0, Number(query.get('limitBytes')))
        .toString()
    : text;
}
