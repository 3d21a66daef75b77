// One small valid object of each kind, without status: what the suite makes, breaks and compares.

export interface Fixture {
  /** Where it is created: see `expand` in target.ts; cluster-scoped kinds have their whole path. */
  readonly path: string;
  readonly object: Readonly<Record<string, unknown>>;
}

const labels = { app: 'x' };
const pod = { containers: [{ name: 'c', image: 'registry.invalid/c:1' }] };
const template = { metadata: { labels }, spec: pod };

export const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: '1' } };

export const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'x' },
  spec: { replicas: 0, selector: { matchLabels: labels }, template },
};

export const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'x' },
  spec: { selector: labels, ports: [{ port: 80 }] },
};

const claim = {
  accessModes: ['ReadWriteOnce'],
  storageClassName: 'none',
  resources: { requests: { storage: '1024Mi' } },
};

const FULL_CONTAINER = {
  name: 'c',
  image: 'registry.invalid/c@sha256:00bbd57f567b957928cd52338a90eabb01470c0d3a8248f56522e7fbd581973f',
  args: ['--a'],
  env: [
    { name: 'A', value: 'b' },
    { name: 'N', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    { name: 'S', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
  ],
  ports: [{ name: 'http', containerPort: 8080 }],
  resources: { requests: { cpu: '0.5', memory: '1024Ki' }, limits: { memory: '2048Mi', cpu: '1000m' } },
  livenessProbe: { httpGet: { port: 'http' } },
  readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 3 },
  startupProbe: { exec: { command: ['x'] } },
  securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
  volumeMounts: [
    { name: 'config', mountPath: '/config', readOnly: true },
    { name: 'data', mountPath: '/data' },
  ],
};

const FULL_POD = {
  serviceAccountName: 'default',
  hostNetwork: true,
  initContainers: [{ name: 'i', image: 'registry.invalid/i' }],
  containers: [FULL_CONTAINER],
  volumes: [
    { name: 'config', configMap: { name: 'x' } },
    { name: 'secret', secret: { secretName: 's' } },
    { name: 'data', persistentVolumeClaim: { claimName: 'x' } },
    { name: 'host', hostPath: { path: '/' } },
    { name: 'empty' },
    { name: 'projected', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
  ],
};

const webhook = {
  name: 'x.conformance.example.com',
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  clientConfig: { service: { namespace: 'nobody', name: 'x' } },
  rules: [{ apiGroups: ['nobody.example.com'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['things'] }],
};

/** Of a kind whose name a built-in one has too. */
export const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'services.conformance.example.com' },
  spec: {
    group: 'conformance.example.com',
    scope: 'Namespaced',
    names: { kind: 'Service', plural: 'services', shortNames: ['cs'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
                properties: {
                  size: { type: 'integer', default: 1 },
                  list: {
                    type: 'array',
                    items: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
                  },
                  more: { type: 'object', additionalProperties: { type: 'string' } },
                },
              },
              status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            },
          },
        },
      },
    ],
  },
};

const rbac = 'rbac.authorization.k8s.io';

/** Kind (and what is special about it) → the object. */
export const FIXTURES: Readonly<Record<string, Fixture>> = {
  ConfigMap: { path: 'ns/v1/configmaps', object: CONFIG_MAP },
  Secret: {
    path: 'ns/v1/secrets',
    object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { a: 'Yg==' }, stringData: { c: 'd' } },
  },
  Service: { path: 'ns/v1/services', object: SERVICE },
  'Service without address': {
    path: 'ns/v1/services',
    object: {
      ...SERVICE,
      spec: { clusterIP: 'None', ports: [{ name: 'a', port: 80, targetPort: 'http', protocol: 'UDP' }] },
    },
  },
  'Service on the node': {
    path: 'ns/v1/services',
    object: { ...SERVICE, spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30999 }] } },
  },
  'Service by name': {
    path: 'ns/v1/services',
    object: { ...SERVICE, spec: { type: 'ExternalName', externalName: 'example.com' } },
  },
  ServiceAccount: {
    path: 'ns/v1/serviceaccounts',
    object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'x' } },
  },
  PersistentVolumeClaim: {
    path: 'ns/v1/persistentvolumeclaims',
    object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'x' }, spec: claim },
  },
  PersistentVolume: {
    path: '/api/v1/persistentvolumes',
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'conformance-x' },
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } },
    },
  },
  ResourceQuota: {
    path: 'ns/v1/resourcequotas',
    object: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'x' },
      spec: { hard: { 'count/leases.coordination.k8s.io': '5000m' } },
    },
  },
  Namespace: {
    path: '/api/v1/namespaces',
    object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'conformance-y' } },
  },
  Pod: { path: 'ns/v1/pods', object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: pod } },
  'Pod with everything': {
    path: 'ns/v1/pods',
    object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', labels }, spec: FULL_POD },
  },
  Deployment: { path: 'ns/apps/v1/deployments', object: DEPLOYMENT },
  'Deployment with everything': {
    path: 'ns/apps/v1/deployments',
    object: {
      ...DEPLOYMENT,
      spec: {
        replicas: 0,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: labels },
        template: { metadata: { labels, annotations: { a: 'b' } }, spec: FULL_POD },
      },
    },
  },
  StatefulSet: {
    path: 'ns/apps/v1/statefulsets',
    object: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'x' },
      spec: {
        replicas: 0,
        serviceName: 'x',
        selector: { matchLabels: labels },
        template,
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
      },
    },
  },
  DaemonSet: {
    path: 'ns/apps/v1/daemonsets',
    object: {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'x' },
      spec: { selector: { matchLabels: labels }, template },
    },
  },
  ReplicaSet: {
    path: 'ns/apps/v1/replicasets',
    object: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'x' },
      spec: { replicas: 0, selector: { matchLabels: labels }, template },
    },
  },
  NetworkPolicy: {
    path: 'ns/networking.k8s.io/v1/networkpolicies',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'x' },
      spec: {
        podSelector: {},
        ingress: [{ from: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 80 }] }],
        egress: [{}],
      },
    },
  },
  Ingress: {
    path: 'ns/networking.k8s.io/v1/ingresses',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'x' },
      spec: { defaultBackend: { service: { name: 'x', port: { number: 80 } } } },
    },
  },
  IngressClass: {
    path: '/apis/networking.k8s.io/v1/ingressclasses',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'conformance-x' },
      spec: { controller: 'a.b/c' },
    },
  },
  Role: {
    path: `ns/${rbac}/v1/roles`,
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata: { name: 'x' },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    },
  },
  RoleBinding: {
    path: `ns/${rbac}/v1/rolebindings`,
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'x' },
      roleRef: { kind: 'Role', name: 'x', apiGroup: rbac },
      subjects: [
        { kind: 'ServiceAccount', name: 'default' },
        { kind: 'User', name: 'u' },
      ],
    },
  },
  ClusterRole: {
    path: `/apis/${rbac}/v1/clusterroles`,
    object: { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name: 'conformance:x' } },
  },
  ClusterRoleBinding: {
    path: `/apis/${rbac}/v1/clusterrolebindings`,
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'conformance:x' },
      roleRef: { kind: 'ClusterRole', name: 'x', apiGroup: rbac },
    },
  },
  StorageClass: {
    path: '/apis/storage.k8s.io/v1/storageclasses',
    object: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'conformance-x' },
      provisioner: 'x',
    },
  },
  RuntimeClass: {
    path: '/apis/node.k8s.io/v1/runtimeclasses',
    object: { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'conformance-x' }, handler: 'x' },
  },
  Lease: {
    path: 'ns/coordination.k8s.io/v1/leases',
    object: {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'x' },
      spec: { holderIdentity: 'a' },
    },
  },
  EndpointSlice: {
    path: 'ns/discovery.k8s.io/v1/endpointslices',
    object: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'x' },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.1.2.3'] }],
      ports: [{ port: 80 }],
    },
  },
  PodDisruptionBudget: {
    path: 'ns/policy/v1/poddisruptionbudgets',
    object: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'x' },
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    },
  },
  PriorityClass: {
    path: '/apis/scheduling.k8s.io/v1/priorityclasses',
    object: {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'conformance-x' },
      value: 5,
    },
  },
  Job: {
    path: 'ns/batch/v1/jobs',
    object: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'x' },
      spec: { template: { metadata: { labels }, spec: { ...pod, restartPolicy: 'Never' } } },
    },
  },
  CronJob: {
    path: 'ns/batch/v1/cronjobs',
    object: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'x' },
      spec: {
        schedule: '0 3 * * *',
        suspend: true,
        jobTemplate: { spec: { template: { spec: { ...pod, restartPolicy: 'OnFailure' } } } },
      },
    },
  },
  HorizontalPodAutoscaler: {
    path: 'ns/autoscaling/v2/horizontalpodautoscalers',
    object: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'x' },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody' }, maxReplicas: 2 },
    },
  },
  ValidatingWebhookConfiguration: {
    path: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    object: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'conformance-x' },
      webhooks: [webhook],
    },
  },
  MutatingWebhookConfiguration: {
    path: '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
    object: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'conformance-x' },
      webhooks: [webhook],
    },
  },
  CustomResourceDefinition: {
    path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    object: DEFINITION,
  },
};
