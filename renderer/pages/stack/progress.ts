// The progress of an operation, and what is to be said of each of its objects.
import { assertNever } from '../../../shared/assert-never.ts';
import type { ObjectProgress, Operation } from '../../../shared/model/operation.ts';
import { hasEnded, type OperationPhase } from '../../../shared/model/operation-phase.ts';
import { formatStopwatch } from '../../format/duration.ts';
import { healthText } from '../../text/health.ts';
import { stackText } from '../../text/stack.ts';
import type { Tone } from '../../ui/tone.ts';
import { countWords, groupsOf, isTouched } from './object-groups.ts';
import { toneOfPhase, toneOfProgress } from './tones.ts';

/** The phase of an operation, in the words of what was asked for: an install of what is there is an upgrade, though. */
export function phaseWords({ verb, want = 'install', phase }: Pick<Operation, 'verb' | 'want' | 'phase'>): string {
  return stackText.phase[want === 'install' ? verb : want][phase];
}

/** Its end, or how far it is and for how long, with what the release is good without and what is left to do. */
export function howFar(operation: Operation, now: number): string {
  const { verb, phase, objects, startedAt, error, warnings = [], nextSteps = [] } = operation;
  if (error !== undefined) return error;
  const { done, all, areParts } = stepsOf(objects);
  const steps = areParts ? stackText.progress[verb](done, all) : stackText.objectsDone(done, all);
  const soFar = all === 0 ? stackText.nothingToDo : steps;
  if (!hasEnded(phase)) return stackText.running(soFar, formatStopwatch(now - startedAt));
  const first = phase === 'succeeded' ? changedAndKept(objects) : soFar;
  return [first, ...warnings.map(stackText.tolerated), ...nextSteps].join('. ');
}

/** "15 created, 2 changed, 3 kept": what became of it all. */
function changedAndKept(objects: readonly ObjectProgress[]): string {
  return objects.some(isTouched) ? countWords(objects, stackText.past) : stackText.nothingToDo;
}

/** How many of what is waited for need no more waiting: of parts where objects have them, else of objects. */
export interface Steps {
  readonly done: number;
  readonly all: number;
  readonly areParts: boolean;
}

/** Only what something happens to counts. */
export function stepsOf(objects: readonly ObjectProgress[]): Steps {
  const touched = objects.filter(isTouched);
  const parts = groupsOf(touched).filter(({ part }) => part !== undefined);
  if (parts.length === 0) return { done: countDone(touched), all: touched.length, areParts: false };
  const ready = parts.filter(({ objects: own }) => countDone(own) === own.length);
  return { done: ready.length, all: parts.length, areParts: true };
}

/** How far it is, from 0 to 1, by its objects: parts are few and would leap. */
export function shareDone(objects: readonly ObjectProgress[]): number {
  const touched = objects.filter(isTouched);
  return touched.length === 0 ? 1 : countDone(touched) / touched.length;
}

/** Its shape: that of its phase, unless something is amiss that the release is good without. */
export function toneOfOperation({ phase, warnings = [] }: Operation): Tone {
  return phase === 'succeeded' && warnings.length > 0 ? 'warn' : toneOfPhase(phase);
}

/** Objects that need no more waiting: healthy, gone, kept or left out. */
export function countDone(objects: readonly ObjectProgress[]): number {
  return objects.filter(isDone).length;
}

function isDone(object: ObjectProgress): boolean {
  return object.step === 'applied' && (toneOfProgress(object) === 'ok' || object.op === 'skipped');
}

/** The object to show first: one that failed, else one that is being waited for, else the first. */
export function worthALook(objects: readonly ObjectProgress[]): ObjectProgress | undefined {
  const byTone = (tone: string) => objects.find((object) => toneOfProgress(object) === tone);
  return byTone('bad') ?? byTone('busy') ?? objects[0];
}

/** Those of a part that its list shows: what does not change only where nothing of the part does, or where it failed. */
export function listedOf(phase: OperationPhase, own: readonly ObjectProgress[]): readonly ObjectProgress[] {
  if (!own.some(isTouched)) return own;
  return own.filter((object) => object.op !== 'unchanged' || toneIn(phase, object) === 'bad');
}

/** The workload whose log says why: the first that has failed. */
export function culpritOf(objects: readonly ObjectProgress[]): ObjectProgress | undefined {
  return objects.find((object) => hasPods(object.ref.kind) && toneOfProgress(object) === 'bad');
}

/** Whether there is a log of its pods. */
export function hasPods(kind: string): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet';
}

/** An object's shape; once the operation has ended, nothing is on its way any more. */
export function toneIn(phase: OperationPhase, object: ObjectProgress): Tone {
  const tone = toneOfProgress(object);
  return tone === 'busy' && hasEnded(phase) ? 'none' : tone;
}

/** {@link sentenceOf} of an object on its way, or what it was when the operation ended. */
export function sentenceIn(phase: OperationPhase, object: ObjectProgress): string {
  const { step, health } = object;
  if (!hasEnded(phase)) return sentenceOf(object);
  if (step === 'waiting') return stackText.objectNotBegun;
  if (toneOfProgress(object) !== 'busy') return sentenceOf(object);
  if (step === 'applying') return stackText.objectWasApplying;
  const then = health?.state === 'Terminating' ? stackText.objectWasStopping : stackText.objectWasStarting;
  return then(health?.reason ?? '');
}

/** Its health's sentence once there is one; before that, where it stands. */
export function sentenceOf({ step, health }: ObjectProgress): string {
  if (health !== undefined && health.reason !== '') return health.reason;
  switch (step) {
    case 'waiting':
      return stackText.objectWaiting;
    case 'applying':
      return stackText.objectApplying;
    case 'applied':
      return health === undefined ? stackText.objectApplied : healthText.state[health.state];
    case 'failed':
      return stackText.objectFailed;
    default:
      return assertNever(step);
  }
}
