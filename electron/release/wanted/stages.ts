// The order in which objects are applied: what others stand on comes first. Deleting goes the other way.
import type { ObjectRef } from '../../../shared/model/object-ref.ts';

/** In this order; the objects of one stage are applied together. */
export const STAGES = [
  'foundations',
  'definitions',
  'access',
  'bindings',
  'configuration',
  'workloads',
  'extensions',
  'webhooks',
] as const;
export type Stage = (typeof STAGES)[number];

const STAGE_OF_KIND: Readonly<Record<string, Stage>> = {
  Namespace: 'foundations',
  PriorityClass: 'foundations',
  StorageClass: 'foundations',
  RuntimeClass: 'foundations',
  IngressClass: 'foundations',
  CustomResourceDefinition: 'definitions',
  ServiceAccount: 'access',
  Role: 'access',
  RoleBinding: 'bindings',
  ClusterRole: 'access',
  // Who may not grant everything may grant what a Role holds: it has to be there.
  ClusterRoleBinding: 'bindings',
  ConfigMap: 'configuration',
  Secret: 'configuration',
  NetworkPolicy: 'configuration',
  ResourceQuota: 'configuration',
  LimitRange: 'configuration',
  PersistentVolume: 'configuration',
  PersistentVolumeClaim: 'configuration',
  Service: 'configuration',
  Deployment: 'workloads',
  StatefulSet: 'workloads',
  DaemonSet: 'workloads',
  ReplicaSet: 'workloads',
  ReplicationController: 'workloads',
  Pod: 'workloads',
  Job: 'workloads',
  CronJob: 'workloads',
  // A webhook whose server does not run yet would refuse all that comes after it.
  ValidatingWebhookConfiguration: 'webhooks',
  MutatingWebhookConfiguration: 'webhooks',
  ValidatingAdmissionPolicy: 'webhooks',
  ValidatingAdmissionPolicyBinding: 'webhooks',
  MutatingAdmissionPolicy: 'webhooks',
  MutatingAdmissionPolicyBinding: 'webhooks',
  APIService: 'webhooks',
};

const BUILT_IN_GROUP = /^(v1|(apps|batch|autoscaling|policy)\/.*|[^/]*\.k8s\.io\/.*)$/;

/** The stage of an object. Custom resources, Ingress, HPA, PDB and the like are extensions. */
export function stageOf({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): Stage {
  // A custom resource may be called Service: its kind alone says nothing.
  return (BUILT_IN_GROUP.test(apiVersion) ? STAGE_OF_KIND[kind] : undefined) ?? 'extensions';
}

/** `items` by stage, in order, empty stages left out. The order inside a stage is kept. */
export function inStages<T>(
  items: readonly T[],
  refOf: (item: T) => Pick<ObjectRef, 'apiVersion' | 'kind'>,
): readonly T[][] {
  const groups = STAGES.map((stage) => items.filter((item) => stageOf(refOf(item)) === stage));
  return groups.filter((group) => group.length > 0);
}
