// Pods that fail and belong to no part: a Job's, or a stranger's. No fault of the stack, and yet to be seen.
import { refKey } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { PodRow, Problem } from '../../shared/model/overview.ts';
import { cutAt, TITLE_CHARACTERS } from './health/words.ts';

/** Owners that are told of one by one: ten thousand failed Jobs are one trouble to a person. */
const TOLD = 20;

/** A problem, and the pods that it is about. */
export interface StrayProblem {
  readonly problem: Problem;
  readonly pods: readonly PodRow[];
}

/** One for each owner of `strays` that fail, and one for all that are too many. */
export function strayProblems(strays: readonly PodRow[]): readonly StrayProblem[] {
  const byOwner = new Map<string, PodRow[]>();
  for (const pod of strays) {
    if (pod.health.state !== 'Failed') continue;
    const key = refKey(ownerRef(pod));
    const known = byOwner.get(key);
    if (known === undefined) byOwner.set(key, [pod]);
    else known.push(pod);
  }
  const groups = [...byOwner].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pods]) => pods);
  const told = groups.slice(0, TOLD).flatMap(groupProblem);
  const rest = groups.slice(TOLD).flat();
  return rest.length === 0 ? told : [...told, { problem: restProblem(rest.length), pods: rest }];
}

function groupProblem(pods: readonly PodRow[]): readonly StrayProblem[] {
  const [first] = pods;
  if (first === undefined) return [];
  const { reason, evidence, why } = first.health;
  const object = ownerRef(first);
  const alone = why?.title ?? `${first.name}: ${reason}`;
  const title = pods.length === 1 ? alone : `${pods.length} pods of ${object.kind} ${object.name} fail`;
  const problem: Problem = {
    id: refKey(object),
    tone: 'warn',
    title: cutAt(title, TITLE_CHARACTERS),
    ...(why?.next === undefined ? {} : { next: why.next }),
    object: podRef(first),
    actions: why?.actions ?? [],
    alerts: [],
    evidence,
  };
  return [{ problem, pods }];
}

function restProblem(count: number): Problem {
  const title = count === 1 ? '1 more pod fails' : `${count} more pods fail`;
  return { id: 'more pods', tone: 'warn', title, actions: [], alerts: [], evidence: [] };
}

/** The pod itself where nobody owns it. The version of an owner's API is not known, nor needed to tell owners apart. */
function ownerRef(pod: PodRow): ObjectRef {
  const [kind = '', name = ''] = pod.owner?.split('/') ?? [];
  if (name === '') return podRef(pod);
  return { apiVersion: kind === 'Job' ? 'batch/v1' : 'v1', kind, namespace: pod.namespace, name };
}

/** The reference of a pod's row. */
export function podRef({ namespace, name }: PodRow): ObjectRef {
  return { apiVersion: 'v1', kind: 'Pod', namespace, name };
}
