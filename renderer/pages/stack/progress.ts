// The progress of an operation, and what is to be said of each of its objects.
import { assertNever } from '../../../shared/assert-never.ts';
import type { ObjectProgress, Operation } from '../../../shared/model/operation.ts';
import { hasEnded, type OperationPhase } from '../../../shared/model/operation-phase.ts';
import { healthText } from '../../text/health.ts';
import { stackText } from '../../text/stack.ts';
import type { Tone } from '../../ui/tone.ts';
import { toneOfPhase, toneOfProgress } from './tones.ts';

/** The phase of an operation, in the words of what was asked for: an install of what is there is an upgrade, though. */
export function phaseWords({ verb, want = 'install', phase }: Pick<Operation, 'verb' | 'want' | 'phase'>): string {
  return stackText.phase[want === 'install' ? verb : want][phase];
}

/** Its end, or how far it is, with what the release is good without and what is left to do. */
export function howFar({ verb, objects, error, warnings = [], nextSteps = [] }: Operation, done: number): string {
  const told = [stackText.progress[verb](done, objects.length), ...warnings.map(stackText.tolerated), ...nextSteps];
  return error ?? told.join('. ');
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
