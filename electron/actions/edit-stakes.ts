// The meaning of an edit beyond its object: rights, other programs, or what its controller makes of it. By the measure of a record that
// nobody here knows: what a page sends may be somebody else's.
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { ReleaseTarget } from '../release/context.ts';
import { mayDelete } from '../release/object/may-delete.ts';
import { isGuard, reachesFurther, reachOf } from '../release/object/reach.ts';
import type { ActionStakes } from './prepared.ts';

/** Whether a text of `reachOf` is about what runs in a pod, and not about what that may do. */
const PROGRAM = /^run /;

/** Groups of Kubernetes' own kinds. What any other group's mean, its controller alone knows. */
const OWN_GROUPS = /^(?:v1|apps\/.*|batch\/.*|policy\/.*|autoscaling\/.*|[a-z.]*\.k8s\.io\/.*)$/;

/** Of an edit of `ref`; a change outside of the stack's namespace counts whatever it is. */
export function editStakes(ref: ObjectRef, live: KubeObject, after: KubeObject, home: ReleaseTarget): ActionStakes {
  const name = formatRef(ref);
  const origin = { home: ref.namespace ?? home.namespace, isUnknown: true };
  const [then, now] = [reachOf(ref, live, origin), reachOf(ref, after, origin)];
  const fresh = now.filter((one) => !then.includes(one));
  const isLessGuarded = isGuard(ref) && then.some((one) => !now.includes(one));
  const isRights = OWN_GROUPS.test(ref.apiVersion) && (isLessGuarded || fresh.some((one) => !PROGRAM.test(one)));
  const isOtherProgram = fresh.some((one) => PROGRAM.test(one));
  const isOther =
    !isRights &&
    !isOtherProgram &&
    reachesFurther(ref, { before: live, after }, { home: home.namespace, isUnknown: true });
  return {
    losses: mayDelete(live, after) ? [name] : [],
    grants: isRights ? [name] : [],
    ...(isOtherProgram ? { runs: [name] } : {}),
    ...(isOther ? { others: [name] } : {}),
  };
}
