// The health of an object: one function a kind, each from the object and what is around it to a state and a sentence.
import type { Health } from '../../../shared/model/health.ts';
import { type KubeObject, refOf } from '../../../shared/model/object.ts';
import { healthFrom } from './cause-of.ts';
import { diagnoseClaim } from './claim.ts';
import { statusOf } from './conditions.ts';
import { diagnoseDaemonSet } from './daemon-set.ts';
import { diagnoseDeployment } from './deployment.ts';
import { type Diagnosis, inProgress } from './diagnosis.ts';
import {
  diagnoseAutoscaler,
  diagnoseDefinition,
  diagnoseGeneric,
  diagnoseNamespace,
  diagnoseStatic,
  diagnoseTerminating,
  diagnoseVolume,
} from './generic.ts';
import { diagnoseJob } from './job.ts';
import { diagnosePod } from './pod.ts';
import type { RelatedObjects } from './related.ts';
import { diagnoseReplicaSet } from './replica-set.ts';
import { diagnoseService } from './service.ts';
import { diagnoseStatefulSet } from './stateful-set.ts';

type Rule = (object: KubeObject, related: RelatedObjects) => Diagnosis;

/** Group and kind → rule; others follow the conventions of {@link diagnoseGeneric}. */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['apps/Deployment', diagnoseDeployment],
  ['apps/StatefulSet', diagnoseStatefulSet],
  ['apps/DaemonSet', diagnoseDaemonSet],
  ['apps/ReplicaSet', diagnoseReplicaSet],
  ['/ReplicationController', diagnoseReplicaSet],
  ['/Pod', diagnosePod],
  ['batch/Job', diagnoseJob],
  ['/PersistentVolumeClaim', diagnoseClaim],
  ['/PersistentVolume', diagnoseVolume],
  ['/Service', diagnoseService],
  ['/Namespace', diagnoseNamespace],
  ['apiextensions.k8s.io/CustomResourceDefinition', diagnoseDefinition],
  ['autoscaling/HorizontalPodAutoscaler', diagnoseAutoscaler],
  ...[...staticKinds()].map((kind): [string, Rule] => [kind, diagnoseStatic]),
]);

/** Health of an object that is not in the cluster. */
export const ABSENT: Health = { state: 'NotFound', reason: 'is not in the cluster', evidence: [] };

/**
 * The health of `object`, for a person: a state and one sentence that carries Kubernetes' own message.
 * Pure; `related` may hold more than what belongs to it, `title` is what a person calls it.
 */
export function healthOf(object: KubeObject, related: RelatedObjects, title = object.metadata.name): Health {
  const found = diagnose(object, related);
  // A change has nothing to wait for there, and yet it is not well.
  const told = found.state === 'Current' && found.cause === 'stopped' ? { ...found, state: 'Stopped' as const } : found;
  return healthFrom(told, refOf(object), title);
}

/** The same with its cause and certainty, for code that decides on it. */
export function diagnose(object: KubeObject, related: RelatedObjects): Diagnosis {
  if (object.metadata.deletionTimestamp !== undefined) return diagnoseTerminating(object);
  const observed = statusOf(object).observedGeneration;
  const { generation } = object.metadata;
  if (typeof observed === 'number' && generation !== undefined && observed < generation) {
    return inProgress(`its controller has not looked at generation ${generation} yet`);
  }
  return (RULES.get(kindKey(object)) ?? diagnoseGeneric)(object, related);
}

/** Whether waiting longer is pointless, when the object has been in this trouble for so many seconds. */
export function isCertainFailure(diagnosis: Diagnosis, lastedSeconds: number): boolean {
  return diagnosis.certainAfterSeconds !== undefined && lastedSeconds >= diagnosis.certainAfterSeconds;
}

/** Whether this kind is healthy as soon as it is written, so that nobody needs to watch it. */
export function isStaticKind(object: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean {
  return RULES.get(kindKey(object)) === diagnoseStatic;
}

function kindKey({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): string {
  const slash = apiVersion.indexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}

function staticKinds(): readonly string[] {
  return [
    ...['ConfigMap', 'Secret', 'ServiceAccount', 'LimitRange', 'ResourceQuota', 'Event', 'Endpoints'].map(
      (k) => `/${k}`,
    ),
    ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'].map((k) => `rbac.authorization.k8s.io/${k}`),
    ...['NetworkPolicy', 'Ingress', 'IngressClass'].map((k) => `networking.k8s.io/${k}`),
    'discovery.k8s.io/EndpointSlice',
    'policy/PodDisruptionBudget',
    'scheduling.k8s.io/PriorityClass',
    'storage.k8s.io/StorageClass',
    'node.k8s.io/RuntimeClass',
    'coordination.k8s.io/Lease',
    'batch/CronJob',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  ];
}
