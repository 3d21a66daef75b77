// The release that every fault meets: ten kinds of objects, which need neither nodes nor pods to become healthy.
import type { Desired } from '../../electron/release/wanted/desired.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { type State, type Subject, VERSIONS } from './subject.ts';

const RELEASE = 'web';

/** Cluster-scoped, made once for all namespaces: what the objects below stand on. */
export const GROUND: readonly KubeObject[] = [
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'faults-late' },
    provisioner: 'example.com/none',
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  // Its status is the release's own, so that one can be applied that says of itself that it failed.
  definitionOf('Gizmo', {}),
  definitionOf('Laggard', { subresources: { status: {} } }),
];

function definitionOf(kind: string, version: object): KubeObject {
  const singular = kind.toLowerCase();
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${singular}s.faults.example` },
    spec: {
      group: 'faults.example',
      scope: 'Namespaced',
      names: { plural: `${singular}s`, singular, kind },
      versions: [{ name: 'v1', served: true, storage: true, schema, ...version }],
    },
  };
}

/** The objects of a healthy state, as a person writes them: from one to the other some change, one comes and one goes. */
export function objectsOf(state: State, namespace: string): readonly KubeObject[] {
  const labels = { app: 'web' };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' }, automountServiceAccountToken: false },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'web' },
      rules: [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'web' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'web' },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace }],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { state, mode: '0644' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `only-${state}` }, data: { text: 'two\nlines\n' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'web' }, type: 'Opaque', data: { token: 'c2VjcmV0' } },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'web' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'faults-late',
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
              },
            ],
          },
        },
      },
    },
    { apiVersion: 'faults.example/v1', kind: 'Laggard', metadata: { name: 'web' }, spec: { state } },
  ];
}

/** An object that says of itself that it failed: certain at once, and without a node or a controller. */
const HOPELESS: KubeObject = {
  apiVersion: 'faults.example/v1',
  kind: 'Gizmo',
  metadata: { name: 'web' },
  status: { conditions: [{ type: 'Stalled', status: 'True', reason: 'Hopeless', message: 'it never works' }] },
};

function desired(state: State, namespace: string): Desired {
  const objects = objectsOf(state, namespace);
  return { release: RELEASE, namespace, version: VERSIONS[state], objects, createOnly: [], skipped: [] };
}

export const WEB: Subject = {
  release: RELEASE,
  verifyMs: 20_000,
  desired,
  hopeless(state, namespace) {
    const { objects, ...rest } = desired(state, namespace);
    return { ...rest, version: '3.0.0', objects: [...objects, HOPELESS] };
  },
};
