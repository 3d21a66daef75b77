// A release of many kinds that needs no node: what it is made of is what transports and clients like to lose.
import type { KubeObject } from '../../shared/model/object.ts';
import { gizmoDefinition } from './objects.ts';
import type { Desired } from './odin.ts';

/** Objects as a person writes them: without the release's marks, most without a namespace. */
export function releaseObjects(namespace: string): readonly KubeObject[] {
  const labels = { app: 'web' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: `${namespace}-late` },
      provisioner: 'example.com/none',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    gizmoDefinition(namespace, {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: {
            size: { type: 'integer', minimum: 1, default: 2 },
            mode: { type: 'string', enum: ['fast', 'safe'] },
            free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      },
    }),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' }, automountServiceAccountToken: false },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'Web:Reader' },
      rules: [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'Web:Reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'Web:Reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace }],
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web' },
      data: { answer: 'yes', mode: '0644', time: '12:30', text: 'two\nlines\n' },
      binaryData: { blob: 'AAEC' },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'web' },
      type: 'Opaque',
      stringData: { token: 'not-to-be-seen' },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web' },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'client' } } }], ports: [{ port: 80 }] }],
        egress: [{ to: [{ namespaceSelector: {} }] }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'web' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: `${namespace}-late`,
        resources: { requests: { storage: '1Gi' } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'web',
            containers: [
              {
                name: 'web',
                image: 'busybox:1.37',
                ports: [{ name: 'http', containerPort: 80 }],
                envFrom: [{ configMapRef: { name: 'web' } }],
                resources: { limits: { cpu: 0.5, memory: '64Mi' } },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec: { maxUnavailable: '50%', selector: { matchLabels: labels } },
    },
    {
      apiVersion: `${namespace}.example/v1`,
      kind: 'Gizmo',
      metadata: { name: 'web' },
      spec: { mode: 'safe', free: { nested: [1, { deep: true }], nothing: '' } },
    },
  ];
}

/** The same as a release called `web`, with a generated Secret, new at every call. */
export function webRelease(namespace: string, objects = releaseObjects(namespace)): Desired {
  const password: KubeObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'password', namespace },
    stringData: { password: `${Math.random()}` },
  };
  return { release: 'web', namespace, version: '1.2.3', objects, createOnly: [password], skipped: [] };
}
