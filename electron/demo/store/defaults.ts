// The defaults of the API server for fields that an object leaves out: a table by type, and a few that depend on other fields.
// Source: https://github.com/kubernetes/kubernetes/tree/master/pkg/apis (defaults.go of each group)
import { isObject, type Json, type JsonObject, listAt, objectAt, stringAt, withValue } from './json.ts';
import { canonicalQuantity } from './quantity.ts';
import { type FieldType, structOf, typeOfKind } from './schema.ts';

const WEBHOOK: JsonObject = {
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  timeoutSeconds: 10,
};

/** Not of a CronJob's template. */
const JOB_SPEC: JsonObject = {
  parallelism: 1,
  completions: 1,
  backoffLimit: 6,
  completionMode: 'NonIndexed',
  suspend: false,
  manualSelector: false,
  podReplacementPolicy: 'TerminatingOrFailed',
};

/** Type → its fields' values where they are missing. */
const TABLE: Readonly<Record<string, JsonObject>> = {
  ConfigMapVolumeSource: { defaultMode: 420 },
  CronJobSpec: {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  },
  CustomResourceDefinitionSpec: { conversion: { strategy: 'None' } },
  Container: { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' },
  DaemonSetSpec: { revisionHistoryLimit: 10 },
  DeploymentSpec: { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
  DownwardAPIVolumeSource: { defaultMode: 420 },
  EndpointPort: { protocol: 'TCP', name: '' },
  GRPCAction: { service: '' },
  HTTPGetAction: { path: '/', scheme: 'HTTP' },
  HorizontalPodAutoscalerSpec: {
    minReplicas: 1,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  },
  HostPathVolumeSource: { type: '' },
  MutatingWebhook: { ...WEBHOOK, reinvocationPolicy: 'Never' },
  NetworkPolicyPort: { protocol: 'TCP' },
  ObjectFieldSelector: { apiVersion: 'v1' },
  PersistentVolumeClaimSpec: { volumeMode: 'Filesystem' },
  PersistentVolumeSpec: { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' },
  PodSpec: {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  },
  PriorityClass: { preemptionPolicy: 'PreemptLowerPriority' },
  Probe: { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  ProjectedVolumeSource: { defaultMode: 420 },
  ReplicaSetSpec: { replicas: 1 },
  RoleRef: { apiGroup: 'rbac.authorization.k8s.io' },
  RollingUpdateDaemonSet: { maxUnavailable: 1, maxSurge: 0 },
  RollingUpdateDeployment: { maxUnavailable: '25%', maxSurge: '25%' },
  RollingUpdateStatefulSetStrategy: { partition: 0 },
  RuleWithOperations: { scope: '*' },
  Secret: { type: 'Opaque' },
  SecretVolumeSource: { defaultMode: 420 },
  ServiceAccountTokenProjection: { expirationSeconds: 3600 },
  ServiceReference: { port: 443 },
  ServiceSpec: { sessionAffinity: 'None', type: 'ClusterIP' },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  StatefulSetSpec: {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    persistentVolumeClaimRetentionPolicy: {},
  },
  StorageClass: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  ValidatingWebhook: WEBHOOK,
};

/** Defaults that depend on the type's other fields. */
const RULES: Readonly<Record<string, (value: JsonObject) => JsonObject>> = {
  Container: (container) => {
    const image = stringAt(container, 'image');
    const tag = /:([^/@]+)(?:@.*)?$/.exec(image)?.[1] ?? (image.includes('@') ? 'digest' : 'latest');
    return { imagePullPolicy: tag === 'latest' ? 'Always' : 'IfNotPresent' };
  },
  CustomResourceDefinitionNames: ({ kind }): JsonObject =>
    typeof kind === 'string' ? { singular: kind.toLowerCase(), listKind: `${kind}List` } : {},
  DaemonSetUpdateStrategy: rolling,
  DeploymentStrategy: rolling,
  NetworkPolicySpec: ({ egress }) => ({ policyTypes: egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'] }),
  PersistentVolumeClaim: () => ({ status: { phase: 'Pending' } }),
  PodSpec: ({ serviceAccountName }): JsonObject =>
    serviceAccountName === undefined ? {} : { serviceAccount: serviceAccountName },
  ServicePort: ({ port }): JsonObject => (port === undefined ? {} : { targetPort: port }),
  ServiceSpec: ({ type }): JsonObject => {
    const inside = type === 'ExternalName' ? {} : { internalTrafficPolicy: 'Cluster' };
    if (type === 'NodePort') return { ...inside, externalTrafficPolicy: 'Cluster' };
    if (type !== 'LoadBalancer') return inside;
    return { ...inside, externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true };
  },
  StatefulSetUpdateStrategy: rolling,
  Subject: ({ kind }): JsonObject => (kind === 'ServiceAccount' ? {} : { apiGroup: 'rbac.authorization.k8s.io' }),
  Volume: (volume): JsonObject => (Object.keys(volume).length === 1 ? { emptyDir: {} } : {}),
};

/** The object with everything that the API server would have filled in, and quantities in their canonical form. */
export function withDefaults(object: JsonObject, kind: string): JsonObject {
  const filled = fill(object, typeOfKind(kind));
  return fillKind(isObject(filled) ? filled : {}, kind);
}

function fill(value: Json, type: FieldType): Json {
  switch (type.is) {
    case 'any':
    case 'deduced':
      return value;
    case 'scalar':
      return type.scalar === 'q' && typeof value === 'string' ? canonicalQuantity(value) : value;
    case 'list':
      return Array.isArray(value) ? value.map((item: Json) => fill(item, type.item)) : value;
    case 'map':
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, type.value)]));
    case 'struct': {
      if (!isObject(value)) return value;
      const object: Record<string, Json> = { ...RULES[type.name]?.(value), ...TABLE[type.name], ...value };
      for (const [name, field] of structOf(type.name).fields) {
        const current = object[name] ?? field.defaultValue ?? (field.isAlwaysThere ? {} : undefined);
        if (current !== undefined) object[name] = fill(current, field.type);
      }
      return object;
    }
  }
}

/** What depends on the whole object. */
function fillKind(object: JsonObject, kind: string): JsonObject {
  switch (kind) {
    case 'Secret': {
      const { stringData, ...rest } = object;
      if (!isObject(stringData)) return rest;
      const encoded = Object.entries(stringData).map(([key, value]) => [
        key,
        Buffer.from(String(value)).toString('base64'),
      ]);
      return { ...rest, data: { ...(isObject(rest.data) ? rest.data : {}), ...Object.fromEntries(encoded) } };
    }
    case 'Namespace': {
      const metadata = object.metadata as JsonObject;
      const labels = { ...(isObject(metadata.labels) ? metadata.labels : {}) };
      return {
        ...object,
        metadata: { ...metadata, labels: { ...labels, 'kubernetes.io/metadata.name': metadata.name ?? '' } },
      };
    }
    case 'DaemonSet': {
      const annotations = {
        'deprecated.daemonset.template.generation': '1',
        ...objectAt(object, 'metadata.annotations'),
      };
      return withValue(object, 'metadata.annotations', annotations);
    }
    case 'Job': {
      const { labels } = objectAt(object, 'metadata');
      const fromTemplate = objectAt(object, 'spec.template.metadata.labels');
      const isLabelled = isObject(labels) || Object.keys(fromTemplate).length === 0;
      const labelled = isLabelled ? object : withValue(object, 'metadata.labels', fromTemplate);
      return { ...labelled, spec: { ...JOB_SPEC, ...objectAt(object, 'spec') } };
    }
    case 'Pod': {
      const spec = requestsFromLimits({ enableServiceLinks: true, ...objectAt(object, 'spec') });
      const isHosted = spec.hostNetwork === true;
      return {
        ...object,
        spec: isHosted ? { ...spec, containers: listAt(spec, 'containers').map(withHostPorts) } : spec,
      };
    }
    case 'StatefulSet': {
      const claims = listAt(object, 'spec.volumeClaimTemplates') as readonly JsonObject[];
      if (claims.length === 0) return object;
      const templates = claims.map((claim) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claim }));
      return { ...object, spec: { ...(object.spec as JsonObject), volumeClaimTemplates: templates } };
    }
    default:
      return object;
  }
}

function requestsFromLimits(spec: JsonObject): JsonObject {
  const containers = (listAt(spec, 'containers') as readonly JsonObject[]).map((container) => {
    const resources = container.resources;
    if (!isObject(resources) || !isObject(resources.limits)) return container;
    const requests = { ...resources.limits, ...(isObject(resources.requests) ? resources.requests : {}) };
    return { ...container, resources: { ...resources, requests } };
  });
  return { ...spec, containers };
}

/** On the host's network, a container's port is the host's. */
function withHostPorts(container: Json): Json {
  if (!isObject(container) || container.ports === undefined) return container;
  const ports = listAt(container, 'ports').map((port) =>
    isObject(port) ? { hostPort: port.containerPort ?? 0, ...port } : port,
  );
  return { ...container, ports };
}

function rolling({ type }: JsonObject): JsonObject {
  if (type === undefined) return { type: 'RollingUpdate', rollingUpdate: {} };
  return type === 'RollingUpdate' ? { rollingUpdate: {} } : {};
}
