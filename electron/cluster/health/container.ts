// One container of a pod: why it does not run, or why it keeps ending.
import { count, type Json, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { current, type Diagnosis, failed, inProgress } from './diagnosis.ts';
import { imagePullMessage, imagePullPatienceSeconds, isImagePullFailure } from './image-pull.ts';
import { lastErrorLine } from './last-error-line.ts';
import { lastWarning, messageOf } from './related.ts';

/** How often in a row a container must have ended before that counts as for good: one crash at the start is common. */
export const CRASHES_FOR_CERTAIN = 3;

/** The kubelet forgets earlier crashes of a container that then ran for so long, and starts it again at once. */
const ROW_ENDS_AFTER_MS = 600_000;

/**
 * The health of one container.
 *
 * @param status one of `status.containerStatuses[]`
 * @param events of its pod, oldest first
 * @param isInit an init container is done when it ended well
 */
export function diagnoseContainer(
  pod: KubeObject,
  status: Json,
  events: readonly KubeObject[],
  isInit: boolean,
): Diagnosis {
  const name = `${isInit ? 'init container' : 'container'} ${text(status.name)}`;
  const state = record(status.state);
  const waiting = record(state.waiting);
  const reason = text(waiting.reason);
  const message = text(waiting.message).trim();
  const own = events.filter((event) => text(record(event.involvedObject).fieldPath).includes(`{${text(status.name)}}`));

  if (isImagePullFailure(reason)) return imageFailure(status, message, own);
  if (reason === 'CreateContainerConfigError' || reason === 'CreateContainerError') {
    const facts = { words: message, container: text(status.name) };
    return failed('config', `${name} cannot be created: ${message}`, [`${reason}: ${message}`], 30, facts);
  }
  const crash = crashOf(pod, status, own, name);
  if (crash !== undefined) {
    const container = text(status.name);
    return { ...crash, container, facts: { ...crash.facts, container, isInit } };
  }
  if (isInit && record(state.terminated).exitCode === 0) return current(`${name} is done`);
  if (isInit && status.started === true && status.ready === true) return current(`${name} runs`);
  if (isInit && state.running !== undefined) return inProgress(`${name} runs; the others wait for it`);
  if (status.ready === true) return current(`${name} is ready`);
  if (state.running !== undefined) return notReady(status, own, name);
  const detail = message || reason || 'waiting';
  return inProgress(`${name} starts: ${detail}`, reason === '' ? [] : [detail]);
}

function imageFailure(status: Json, message: string, events: readonly KubeObject[]): Diagnosis {
  // Before 1.32 a container in back-off says only that; the registry's answer is then in the event.
  const told = messageOf(events.findLast((event) => messageOf(event).startsWith('Failed to pull image')));
  const own = imagePullMessage(message);
  const words = (own === '' || own.startsWith('Back-off')) && told !== '' ? told : own || message;
  const image = text(status.image);
  const facts = { words, image, container: text(status.name) };
  const patience = imagePullPatienceSeconds(words);
  return failed('image', `image pull failed: ${words}`, [`image: ${image}`, words], patience, facts);
}

/** A container that ended and should not have. */
function crashOf(pod: KubeObject, status: Json, events: readonly KubeObject[], name: string): Diagnosis | undefined {
  const state = record(status.state);
  const waiting = record(state.waiting);
  const isDown = state.running === undefined;
  const ended = record(state.terminated ?? (isDown ? record(status.lastState).terminated : undefined));
  if (ended.exitCode === undefined) return undefined;
  const exitCode = count(ended.exitCode);
  const isLooping = ['CrashLoopBackOff', 'RunContainerError'].includes(text(waiting.reason));
  if (exitCode === 0 && !isLooping) return undefined;

  const restarts = count(status.restartCount);
  const restarted = restarts === 0 ? '' : `, restarted ${times(restarts)}`;
  const kubelet =
    messageOf(lastWarning(events, 'BackOff')) ||
    text(waiting.message).trim() ||
    messageOf(lastWarning(events, 'Failed'));
  const told = text(ended.message).trim();
  const evidence = [`exit code ${exitCode} (${text(ended.reason)})`, told, kubelet].filter((line) => line !== '');
  const inLife = restarts + (state.terminated === undefined ? 0 : 1);
  const crashes = hasRunLong(ended) ? 1 : inLife;
  const patience = crashes >= CRASHES_FOR_CERTAIN ? 0 : undefined;
  const row = neverStarts(ended, text(waiting.message)) ? {} : { crashes };

  if (text(ended.reason) === 'OOMKilled') {
    const limit = memoryLimit(pod, text(status.name));
    const why = `${name} is killed for using more memory than ${limit === '' ? 'there is' : `its limit of ${limit}`}`;
    const reason = `${why} (OOMKilled, exit code ${exitCode})${restarted}`;
    return { ...failed('oom', reason, evidence, patience, { limit }), ...row };
  }
  const liveness = messageOf(
    events.findLast(
      (event) => /^(Liveness|Startup) probe failed/.test(messageOf(event)) && event.reason === 'Unhealthy',
    ),
  );
  if (liveness !== '' && events.some((event) => event.reason === 'Killing')) {
    const why = `${name} was restarted ${times(restarts)}: ${liveness}`;
    return { ...failed('probe', why, [liveness, ...evidence], patience, { words: liveness }), ...row };
  }
  // A log of many lines is evidence; one of them is the reason.
  const words = [(told.includes('\n') ? lastErrorLine(told) : told) || (isLooping || restarts > 0 ? kubelet : '')]
    .filter((line) => line !== '')
    .map((line) => `: ${line}`);
  const cannotStart = text(ended.reason) === 'StartError';
  const verb = cannotStart ? 'cannot be started' : 'crashes';
  const why = `${name} ${verb} (exit code ${exitCode}${restarted})${words.join('')}`;
  const facts = { words: told, exitCode, cannotStart };
  return { ...failed('crash', why, evidence, patience, facts), ...row };
}

function hasRunLong({ startedAt, finishedAt }: Json): boolean {
  const startedAtMs = Date.parse(text(startedAt));
  // What never ran has ended "since" 1970.
  return startedAtMs > 0 && Date.parse(text(finishedAt)) - startedAtMs >= ROW_ENDS_AFTER_MS;
}

/** Its program is not there, or not for this machine: what is started is the same each time, and nothing outside can help. */
function neverStarts({ exitCode, message }: Json, waitingMessage: string): boolean {
  // A shell's words for a command that cannot be run, and for one that was not found.
  if (exitCode === 126 || exitCode === 127) return true;
  return isNotRunnable(`${text(message)} ${waitingMessage}`);
}

/** Whether a runtime's or a program's words say that the program can never run here. */
export function isNotRunnable(words: string): boolean {
  return /exec format error|executable file not found|exec:? .*(no such file or directory|permission denied|is a directory)/i.test(
    words,
  );
}

function notReady(status: Json, events: readonly KubeObject[], name: string): Diagnosis {
  const probe = messageOf(lastWarning(events, 'Unhealthy'));
  const ended = record(record(status.lastState).terminated);
  const restarts = count(status.restartCount);
  const before =
    restarts > 0 && ended.exitCode !== undefined ? `; it ended before with exit code ${count(ended.exitCode)}` : '';
  const facts = { words: probe, container: text(status.name) };
  if (probe !== '') return inProgress(`${name} is not ready: ${probe}${before}`, [probe], 'probe', facts);
  return inProgress(`${name} runs and is not ready yet${before}`);
}

function times(restarts: number): string {
  return restarts === 1 ? 'once' : `${restarts} times`;
}

function memoryLimit(pod: KubeObject, container: string): string {
  const spec = record(pod.spec);
  const all = [...records(spec.containers), ...records(spec.initContainers)];
  const found = all.find((candidate) => candidate.name === container);
  return text(record(record(found?.resources).limits).memory);
}
