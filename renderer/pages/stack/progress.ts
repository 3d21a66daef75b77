// Pure: how far an operation is, and what is to be said of each of its objects.
import { assertNever } from '../../../shared/assert-never.ts';
import type { ObjectProgress } from '../../../shared/model/operation.ts';
import { text } from '../../text.ts';
import { toneOfProgress } from '../../ui/tone.ts';

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

/** Its health's sentence once there is one; before that, where it stands. */
export function sentenceOf({ step, health }: ObjectProgress): string {
  if (health !== undefined && health.reason !== '') return health.reason;
  switch (step) {
    case 'waiting':
      return text.stack.objectWaiting;
    case 'applying':
      return text.stack.objectApplying;
    case 'applied':
      return health === undefined ? text.stack.objectApplied : text.health[health.state];
    case 'failed':
      return text.stack.objectFailed;
    default:
      return assertNever(step);
  }
}
