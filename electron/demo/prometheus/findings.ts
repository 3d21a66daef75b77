// The faults of workloads as the demo cluster's Prometheus finds them. kube-state-metrics is not part of the demo, so the
// objects themselves are looked at; a rule's `for` is not waited for: who breaks something in the demo wants to see it.
import { type JsonObject, listAt, numberAt, objectAt, stringAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import type { Texts } from './alert-rules.ts';

/** That the expression of the rule with this name has this value for these labels, since then (RFC 3339). */
export interface Finding {
  readonly rule: string;
  readonly labels: Texts;
  readonly value: number;
  readonly since: string;
}

const RULE_OF_REASON: Texts = {
  CrashLoopBackOff: 'PodCrashLooping',
  ErrImagePull: 'PodImageUnavailable',
  ImagePullBackOff: 'PodImageUnavailable',
  InvalidImageName: 'PodImageUnavailable',
};

export function findingsIn(store: Store): readonly Finding[] {
  const list = (kind: string) => store.list(resourceOf(kind)) as readonly JsonObject[];
  return [...list('Pod').flatMap(ofPod), ...list('Deployment').flatMap(ofDeployment)];
}

function ofPod(pod: JsonObject): readonly Finding[] {
  const labels = { namespace: stringAt(pod, 'metadata.namespace'), pod: stringAt(pod, 'metadata.name') };
  return listAt(pod, 'status.containerStatuses').flatMap((status) => {
    const rule = RULE_OF_REASON[stringAt(status, 'state.waiting.reason')];
    const since = changedAt(pod, 'Ready');
    // What counts as a value to the rule about crashes; the other one's says nothing.
    const value = numberAt(status, 'restartCount');
    return rule === undefined
      ? []
      : [{ rule, labels: { ...labels, container: stringAt(status, 'name') }, value, since }];
  });
}

function ofDeployment(deployment: JsonObject): readonly Finding[] {
  const { namespace, name } = objectAt(deployment, 'metadata');
  const wanted = numberAt(deployment, 'spec.replicas', 1);
  if (wanted <= numberAt(deployment, 'status.availableReplicas')) return [];
  const labels = { namespace: String(namespace), deployment: String(name) };
  return [{ rule: 'DeploymentReplicasMismatch', labels, value: wanted, since: changedAt(deployment, 'Available') }];
}

/** When this condition became what it is; when the object was made, where it has none. */
function changedAt(object: JsonObject, type: string): string {
  const condition = listAt(object, 'status.conditions').find((it) => stringAt(it, 'type') === type);
  return stringAt(condition, 'lastTransitionTime') || stringAt(object, 'metadata.creationTimestamp');
}
