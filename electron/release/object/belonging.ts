// The owner of an object that a release wants: the release itself, another, or nobody; and what follows from that.
import type { ConsentKind } from '../../../shared/model/consent.ts';
import { formatRef, type KubeObject } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Aim } from '../context.ts';
import { isOwn, ownerOf } from './additions.ts';

/** Why it may not be taken, in a sentence, and what has to be agreed to so that it may. */
export interface Obstacle {
  readonly blocker: string;
  readonly need?: ConsentKind;
}

/** `own`: it belongs to the release already. `adopted`: to nobody, and it was agreed that it becomes part of it. */
export type Belonging = 'own' | 'adopted' | Obstacle;

/** Judges an object that exists. */
export function belongingOf(aim: Aim, ref: ObjectRef, live: KubeObject): Belonging {
  const name = formatRef(ref);
  if (live.metadata.deletionTimestamp !== undefined) {
    return { blocker: `${name} is being deleted; wait until it is gone.` };
  }
  if (isOwn(live, aim)) return 'own';
  const owner = ownerOf(live);
  if (owner !== undefined) {
    return { blocker: `${name} belongs to release ${owner.release} of namespace ${owner.namespace}.` };
  }
  if (aim.consent.includes('adopt')) return 'adopted';
  const blocker = `${name} exists and belongs to no release: agree that it becomes part of ${aim.release}, or choose another namespace.`;
  return { blocker, need: 'adopt' };
}
