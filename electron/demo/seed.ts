// The seed of a new demo cluster: a laptop with K3s on it and nothing else.
import { NODE_IP } from './controllers/kubelet.ts';
import type { JsonObject } from './store/json.ts';
import { type Registry, timestamp } from './store/registry.ts';
import { resourceOf } from './store/resources.ts';

export const NODE_NAME = 'razer-blade';
const K3S = 'v1.36.5+k3s1';

interface Seed {
  readonly kind: string;
  readonly namespace?: string;
  readonly object: JsonObject;
  readonly status?: JsonObject;
}

const CAPACITY = {
  cpu: '32',
  memory: '63873772Ki',
  'ephemeral-storage': '1921237092Ki',
  pods: '110',
  'hugepages-2Mi': '0',
};

function nodeStatus(): JsonObject {
  const now = timestamp();
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  return {
    capacity: CAPACITY,
    allocatable: CAPACITY,
    addresses: [
      { type: 'InternalIP', address: NODE_IP },
      { type: 'Hostname', address: NODE_NAME },
    ],
    conditions: [
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
      condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: {
      architecture: 'amd64',
      bootID: '3f1d5c0e-8f5b-4b5d-9d8e-0b6d2a9f6c11',
      containerRuntimeVersion: 'containerd://2.1.5-k3s1',
      kernelVersion: '6.14.0-37-generic',
      kubeProxyVersion: '',
      kubeletVersion: K3S,
      machineID: 'de300000000000000000000000004090',
      operatingSystem: 'linux',
      osImage: 'Ubuntu 24.04.4 LTS',
      systemUUID: 'de300000-0000-0000-0000-000000004090',
    },
    runtimeHandlers: ['', 'runc', 'nvidia'].map((name) => ({ name, features: { recursiveReadOnlyMounts: true } })),
  };
}

function deployment(name: string, image: string, labels: JsonObject, container: JsonObject): Seed {
  const spec = {
    serviceAccountName: name,
    priorityClassName: 'system-cluster-critical',
    containers: [{ name, image, ...container }],
  };
  const template = { metadata: { labels }, spec };
  const object = { metadata: { name, labels }, spec: { replicas: 1, selector: { matchLabels: labels }, template } };
  return { kind: 'Deployment', namespace: 'kube-system', object };
}

function role(name: string, rules: readonly JsonObject[], account: string): readonly Seed[] {
  return [
    { kind: 'ClusterRole', object: { metadata: { name }, rules } },
    {
      kind: 'ClusterRoleBinding',
      object: {
        metadata: { name },
        roleRef: { kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'kube-system' }],
      },
    },
  ];
}

function seeds(): readonly Seed[] {
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': NODE_NAME,
    'kubernetes.io/os': 'linux',
    'node-role.kubernetes.io/control-plane': 'true',
    'node.kubernetes.io/instance-type': 'k3s',
  };
  const dns = { 'k8s-app': 'kube-dns' };
  const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
  return [
    ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map((name) => {
      return { kind: 'Namespace', object: { metadata: { name } } };
    }),
    {
      kind: 'Node',
      object: { metadata: { name: NODE_NAME, labels }, spec: { podCIDR: '10.42.0.0/24', podCIDRs: ['10.42.0.0/24'] } },
      status: nodeStatus(),
    },
    {
      kind: 'PriorityClass',
      object: {
        metadata: { name: 'system-cluster-critical' },
        value: 2_000_000_000,
        description:
          'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
      },
    },
    {
      kind: 'PriorityClass',
      object: {
        metadata: { name: 'system-node-critical' },
        value: 2_000_001_000,
        description: 'Used for system critical pods that must not be moved from their current node.',
      },
    },
    { kind: 'RuntimeClass', object: { metadata: { name: 'nvidia' }, handler: 'nvidia' } },
    {
      kind: 'StorageClass',
      object: {
        metadata: { name: 'local-path', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
        provisioner: 'rancher.io/local-path',
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'WaitForFirstConsumer',
      },
    },
    { kind: 'ClusterRole', object: { metadata: { name: 'cluster-admin' }, rules: everything } },
    { kind: 'ServiceAccount', namespace: 'kube-system', object: { metadata: { name: 'coredns' } } },
    { kind: 'ServiceAccount', namespace: 'kube-system', object: { metadata: { name: 'local-path-provisioner' } } },
    ...role(
      'system:coredns',
      [{ apiGroups: [''], resources: ['services', 'pods'], verbs: ['list', 'watch'] }],
      'coredns',
    ),
    ...role(
      'local-path-provisioner',
      [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['*'] }],
      'local-path-provisioner',
    ),
    {
      kind: 'Service',
      namespace: 'default',
      object: {
        metadata: { name: 'kubernetes' },
        spec: { clusterIP: '10.43.0.1', ports: [{ name: 'https', port: 443, targetPort: 6443 }] },
      },
    },
    {
      kind: 'Service',
      namespace: 'kube-system',
      object: {
        metadata: { name: 'kube-dns', labels: dns },
        spec: {
          clusterIP: '10.43.0.10',
          selector: dns,
          ports: [
            { name: 'dns', port: 53, protocol: 'UDP' },
            { name: 'dns-tcp', port: 53 },
          ],
        },
      },
    },
    deployment('coredns', 'rancher/mirrored-coredns-coredns:1.14.7', dns, {
      ports: [
        { name: 'dns', containerPort: 53, protocol: 'UDP' },
        { name: 'dns-tcp', containerPort: 53 },
      ],
      readinessProbe: { httpGet: { path: '/ready', port: 8181 } },
    }),
    deployment(
      'local-path-provisioner',
      'rancher/local-path-provisioner:v0.0.34',
      { app: 'local-path-provisioner' },
      {},
    ),
  ];
}

/** Fills an empty store. */
export function seed(registry: Registry): void {
  const accounts = (namespace: string) => {
    if (namespace !== '' && registry.store.get(resourceOf('ServiceAccount'), namespace, 'default') === undefined) {
      registry.create(resourceOf('ServiceAccount'), namespace, { metadata: { name: 'default' } }, { manager: 'k3s' });
    }
  };
  for (const { kind, namespace = '', object, status } of seeds()) {
    const resource = resourceOf(kind);
    accounts(namespace);
    const created = registry.create(resource, namespace, object, { manager: 'k3s' });
    if (status !== undefined)
      registry.update(resource, created, { ...created, status }, { manager: 'k3s', subresource: 'status' });
  }
}
