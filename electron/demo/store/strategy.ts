// The strategy of each kind before an object is stored: what a writer may not set, and what the server adds.
// Source: https://github.com/kubernetes/kubernetes/tree/master/pkg/registry (strategy.go of each kind)
import { equalJson, isObject, type Json, type JsonObject, objectAt, stringAt, valueAt, withValue } from './json.ts';
import type { Resource } from './resources.ts';

/** What `status` is when an object is new, whatever was sent. Kinds that are not here keep what was sent. */
const FIRST_STATUS: Readonly<Record<string, JsonObject>> = {
  CronJob: {},
  DaemonSet: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  Deployment: {},
  HorizontalPodAutoscaler: { currentMetrics: null, desiredReplicas: 0 },
  Ingress: { loadBalancer: {} },
  Job: {},
  Namespace: { phase: 'Active' },
  PersistentVolume: { phase: 'Pending' },
  PersistentVolumeClaim: { phase: 'Pending' },
  PodDisruptionBudget: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  ReplicaSet: { replicas: 0 },
  ResourceQuota: {},
  Service: { loadBalancer: {} },
  StatefulSet: { replicas: 0, availableReplicas: 0 },
};

/** Finalizers that guard a kind's objects until a controller lets them go. */
const FINALIZERS: Readonly<Record<string, string>> = {
  PersistentVolume: 'kubernetes.io/pv-protection',
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
};

/** Kinds whose deletion answers with the object, not with a Status. */
export const RETURNS_DELETED: ReadonlySet<string> = new Set([
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'ResourceQuota',
  'Service',
  'ServiceAccount',
  'StorageClass',
]);

/** The object as it is created. */
export function prepareCreate(resource: Resource, object: JsonObject): JsonObject {
  let prepared = object;
  const status = FIRST_STATUS[resource.struct];
  if (status !== undefined) prepared = { ...prepared, status };
  if (resource.hasGeneration) prepared = withValue(prepared, 'metadata.generation', 1);
  const finalizer = FINALIZERS[resource.struct];
  if (finalizer !== undefined) prepared = withValue(prepared, 'metadata.finalizers', [finalizer]);
  switch (resource.struct) {
    case 'ClusterRole':
    case 'Role':
      return { ...prepared, rules: prepared.rules ?? null };
    case 'CustomResourceDefinition':
      return { ...prepared, status: firstDefinitionStatus(prepared) };
    case 'Job':
      return withSelector(prepared);
    case 'PersistentVolume':
      return withValue(prepared, 'status.lastPhaseTransitionTime', objectAt(prepared, 'metadata').creationTimestamp);
    case 'Namespace':
      return { ...prepared, spec: { finalizers: ['kubernetes'] } };
    case 'Pod':
      return { ...prepared, status: { phase: 'Pending', qosClass: qosClassOf(prepared) } };
    default:
      return prepared;
  }
}

function firstDefinitionStatus(definition: JsonObject): JsonObject {
  const stored = listOf(definition, 'versions').filter((version) => isObject(version) && version.storage === true);
  return {
    conditions: null,
    acceptedNames: { plural: '', kind: '' },
    storedVersions: stored.map((version) => stringAt(version, 'name')),
  };
}

/** A Job finds its pods by its uid, which its labels carry too. */
function withSelector(job: JsonObject): JsonObject {
  if (valueAt(job, 'spec.manualSelector') === true) return job;
  const uid = stringAt(job, 'metadata.uid');
  const name = stringAt(job, 'metadata.name');
  const own = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  let labelled = job;
  for (const path of ['metadata.labels', 'spec.template.metadata.labels']) {
    labelled = withValue(labelled, path, { ...objectAt(job, path), ...own });
  }
  const matchLabels = { 'batch.kubernetes.io/controller-uid': uid };
  return withValue(labelled, 'spec.selector', { matchLabels });
}

/** What a write to the object (or to its `status`) may not change, as it was. */
export function prepareUpdate(
  resource: Resource,
  live: JsonObject,
  sent: JsonObject,
  part: 'main' | 'status',
): JsonObject {
  const kept = objectAt(live, 'metadata');
  const metadata: Record<string, Json> = { ...objectAt(sent, 'metadata') };
  if (kept.namespace !== undefined) metadata.namespace = kept.namespace;
  for (const field of ['uid', 'creationTimestamp', 'generation', 'deletionTimestamp', 'deletionGracePeriodSeconds']) {
    if (kept[field] === undefined) delete metadata[field];
    else metadata[field] = kept[field];
  }
  if (part === 'status') {
    const owned = { ...kept, annotations: metadata.annotations ?? {}, managedFields: metadata.managedFields ?? [] };
    const status = sent.status;
    const object = { ...live, metadata: dropEmpty(owned) };
    return status === undefined ? object : { ...object, status };
  }
  let prepared: JsonObject = { ...sent, metadata };
  if (resource.hasStatus) {
    const { status: _sent, ...rest } = prepared;
    prepared = live.status === undefined ? rest : { ...rest, status: live.status };
  }
  for (const field of CARRIED[resource.struct] ?? []) {
    const value = valueAt(live, field);
    if (value !== undefined && valueAt(prepared, field) === undefined) prepared = withValue(prepared, field, value);
  }
  if (resource.struct === 'DaemonSet') prepared = countTemplate(live, prepared);
  return resource.hasGeneration && isNewGeneration(live, prepared)
    ? withValue(prepared, 'metadata.generation', Number(kept.generation ?? 0) + 1)
    : prepared;
}

/** Fields that the server gave and that a writer who leaves them out does not mean to take away. */
const CARRIED: Readonly<Record<string, readonly string[]>> = {
  Job: ['spec.selector', 'spec.template.metadata.labels'],
  Namespace: ['spec.finalizers'],
  PersistentVolumeClaim: ['spec.volumeName'],
  Service: ['spec.clusterIP', 'spec.clusterIPs', 'spec.ipFamilies', 'spec.ipFamilyPolicy'],
};

/** Everything but metadata and status counts, and but the node that a pod is bound to: that is the scheduler's, not its writer's. */
function isNewGeneration(live: JsonObject, object: JsonObject): boolean {
  const rest = ({ metadata: _m, status: _s, ...others }: JsonObject) => withValue(others, 'spec.nodeName', null);
  return !equalJson(rest(live), rest(object));
}

function countTemplate(live: JsonObject, sent: JsonObject): JsonObject {
  const name = 'deprecated.daemonset.template.generation';
  const before = Number(objectAt(live, 'metadata.annotations')[name] ?? 1);
  const isSame = equalJson(valueAt(live, 'spec.template'), valueAt(sent, 'spec.template'));
  const annotations = { ...objectAt(sent, 'metadata.annotations'), [name]: String(isSame ? before : before + 1) };
  return withValue(sent, 'metadata.annotations', annotations);
}

function dropEmpty(metadata: JsonObject): JsonObject {
  const entries = Object.entries(metadata).filter(([, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    return !isObject(value) || Object.keys(value).length > 0;
  });
  return Object.fromEntries(entries);
}

/** `Guaranteed`, `Burstable` or `BestEffort`, from requests and limits of CPU and memory. */
function qosClassOf(pod: JsonObject): string {
  const containers = [...listOf(pod, 'containers'), ...listOf(pod, 'initContainers')];
  const resources = containers.map((container) => ({
    requests: objectAt(container, 'resources.requests'),
    limits: objectAt(container, 'resources.limits'),
  }));
  const names = ['cpu', 'memory'] as const;
  const has = (part: JsonObject) => names.some((name) => part[name] !== undefined);
  if (!resources.some(({ requests, limits }) => has(requests) || has(limits))) return 'BestEffort';
  const isWhole = resources.every(({ requests, limits }) =>
    names.every((name) => limits[name] !== undefined && (requests[name] ?? limits[name]) === limits[name]),
  );
  return isWhole ? 'Guaranteed' : 'Burstable';
}

function listOf(pod: JsonObject, field: string): readonly Json[] {
  const list = valueAt(pod, `spec.${field}`);
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

/** Whether an object is on its way out. */
export function isTerminating(object: JsonObject): boolean {
  return stringAt(object, 'metadata.deletionTimestamp') !== '';
}
