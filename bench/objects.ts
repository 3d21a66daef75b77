// Releases of any size for measurements: objects of mixed kinds that need no node to be healthy.
import type { KubeObject } from '../shared/model/object.ts';

type Maker = (name: string, change: string) => KubeObject;

/** One after the other, so that any number of objects has about as many of each. */
const MAKERS: readonly Maker[] = [
  (name, change) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(name),
    data: { change, 'settings.yaml': `${'option: value # as a person writes it\n'.repeat(20)}` },
  }),
  (name) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata(name),
    type: 'Opaque',
    data: { token: Buffer.from(`token of ${name}`).toString('base64') },
  }),
  (name) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(name),
    automountServiceAccountToken: false,
  }),
  (name) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata(name),
    rules: [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list', 'watch'] }],
  }),
  (name) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata(name),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'nobody' }],
  }),
  (name) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(name),
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  }),
  (name) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(name),
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'client' } } }], ports: [{ port: 80 }] }],
    },
  }),
  (name) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(name),
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'busybox:1.37',
              ports: [{ name: 'http', containerPort: 80 }],
              resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
            },
          ],
        },
      },
    },
  }),
];

/** `count` objects that name no namespace. Another `change` changes the first of them, and no other. */
export function objectsOf(count: number, change = 'none'): readonly KubeObject[] {
  return Array.from({ length: count }, (_, index) => {
    const make = MAKERS[index % MAKERS.length] as Maker;
    return make(`item-${index}`, index === 0 ? change : 'none');
  });
}

function metadata(name: string): KubeObject['metadata'] {
  return { name, labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'bench' } };
}
