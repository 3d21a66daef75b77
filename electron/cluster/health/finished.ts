// A pod that has ended for good. Whoever made it counts it no more and makes another: it is a remark, not a trouble.
import { count, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { conditionOf, describeCondition, specOf, statusOf } from './conditions.ts';
import { current, type Diagnosis, inProgress } from './diagnosis.ts';
import { ownedByUid, type RelatedObjects } from './related.ts';

/** What replaces a pod that ended, by itself and without being asked. */
const REPLACERS = new Set(['ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet']);

/**
 * Whether a controller still counts the pod.
 * Source: `FilterActivePods` in https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/controller_utils.go
 */
export function isActive(pod: KubeObject): boolean {
  return !hasFinished(pod) && pod.metadata.deletionTimestamp === undefined;
}

/** Whether it is in a phase that it never leaves. */
export function hasFinished(pod: KubeObject): boolean {
  const phase = text(statusOf(pod).phase);
  return phase === 'Failed' || phase === 'Succeeded';
}

/** Why a pod was ended from outside, in Kubernetes' words (`Evicted: The node was low on …`); empty when it ended by itself. */
export function wordsOfEnd(pod: KubeObject): string {
  const { reason, message } = statusOf(pod);
  const said = [text(reason), text(message).trim()].filter((part) => part !== '').join(': ');
  if (said !== '') return said;
  const disruption = conditionOf(pod, 'DisruptionTarget');
  return disruption?.status === 'True' ? describeCondition(disruption) : '';
}

/**
 * A failed pod whose controller has made another, or does not want it any more: nothing is wrong. Or one that it is about
 * to replace. Undefined where nobody is known to do so: the pod is then judged by itself.
 */
export function diagnoseReplaced(pod: KubeObject, related: RelatedObjects): Diagnosis | undefined {
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined || owner.kind === 'Node') return undefined;
  const words = wordsOfEnd(pod) || 'its containers ended';
  const siblings = ownedByUid(related.pods, owner.uid).filter((other) => other !== pod);
  const others = siblings.filter((other) => isActive(other) && isPlaceOf(owner.kind, pod, other)).length;
  if (owner.kind === 'Job') {
    const isMadeGood = others > 0 || siblings.some((other) => statusOf(other).phase === 'Succeeded');
    return isMadeGood ? current(`a try that failed: ${words}; ${owner.kind} ${owner.name} made another`) : undefined;
  }
  const set = related.replicaSets.find(({ metadata }) => metadata.uid === owner.uid);
  const wanted = set === undefined ? 1 : count(specOf(set).replicas, 1);
  if (others >= wanted) return current(`has failed and was replaced: ${words}`, [words]);
  if (!REPLACERS.has(owner.kind)) return undefined;
  return inProgress(`has failed: ${words}; ${owner.kind} ${owner.name} makes another`, [words]);
}

/** What is to be said of the pods of a healthy workload that have failed; empty when there are none. */
export function remarkOn(pods: readonly KubeObject[]): string {
  const gone = pods.filter((pod) => statusOf(pod).phase === 'Failed');
  const last = gone.reduce<KubeObject | undefined>((newest, pod) => (isNewer(pod, newest) ? pod : newest), undefined);
  if (last === undefined) return '';
  const words = wordsOfEnd(last) || 'its containers ended';
  const { name } = last.metadata;
  if (gone.length === 1) return `; ${name} has failed and was replaced: ${words}`;
  return `; ${gone.length} pods have failed and were replaced, ${name} last: ${words}`;
}

function isNewer(pod: KubeObject, than: KubeObject | undefined): boolean {
  return than === undefined || (pod.metadata.creationTimestamp ?? '') > (than.metadata.creationTimestamp ?? '');
}

/** A DaemonSet's pod is replaced on its own node; a StatefulSet's by one of its own name, once it is deleted. */
function isPlaceOf(kind: string, pod: KubeObject, other: KubeObject): boolean {
  if (kind === 'StatefulSet') return other.metadata.name === pod.metadata.name;
  return kind !== 'DaemonSet' || text(specOf(other).nodeName) === text(specOf(pod).nodeName);
}

/** Whether every container that is to end has ended: what runs beside them is then stopped, which is no crash. */
export function areContainersDone(pod: KubeObject): boolean {
  const policy = text(specOf(pod).restartPolicy);
  const statuses = records(statusOf(pod).containerStatuses);
  return statuses.length > 0 && statuses.every((status) => isDone(status.state, policy));
}

function isDone(state: unknown, policy: string): boolean {
  const { terminated } = record(state);
  if (terminated === undefined) return false;
  return policy === 'Never' || (policy === 'OnFailure' && count(record(terminated).exitCode) === 0);
}
