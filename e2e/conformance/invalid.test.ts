// Objects that no API server takes, and changes that it does not allow: 422 with every field that is wrong.
import { describe, expect, test } from 'vitest';
import { CONFIG_MAP, DEPLOYMENT, FIXTURES, SERVICE } from './fixtures.ts';
import { masked } from './masked.ts';
import { prepareSubject } from './target.ts';

const subject = prepareSubject();

interface Container {
  readonly [field: string]: unknown;
}
const deployment = (spec: object, metadata: object = {}) => ({
  ...DEPLOYMENT,
  metadata: { name: 'x', ...metadata },
  spec: { ...DEPLOYMENT.spec, ...spec },
});
const podSpec = (spec: object) => deployment({ template: { metadata: { labels: { app: 'x' } }, spec } });
const container = (more: Container, spec: object = {}) =>
  podSpec({ containers: [{ name: 'c', image: 'i', ...more }], ...spec });
const service = (spec: object, name = 'x') => ({ ...SERVICE, metadata: { name }, spec: { ...SERVICE.spec, ...spec } });
const objectOf = (name: string) => FIXTURES[name]?.object ?? {};
const pathOf = (name: string) => FIXTURES[name]?.path ?? '';

const INVALID: readonly (readonly [string, string, object])[] = [
  ['no name', 'Deployment', { ...DEPLOYMENT, metadata: {} }],
  ['a name with capitals', 'Deployment', deployment({}, { name: 'X_y' })],
  ['a name too long', 'Deployment', deployment({}, { name: 'a'.repeat(254) })],
  ['a namespace with a dot', 'Namespace', { ...objectOf('Namespace'), metadata: { name: 'a.b' } }],
  ['wrong labels', 'Deployment', deployment({}, { labels: { 'a b': 'c d' } })],
  ['wrong annotations', 'Deployment', deployment({}, { annotations: { 'a b': 'c d' } })],
  [
    'half an owner',
    'Deployment',
    deployment({}, { ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: '', uid: '' }] }),
  ],
  ['no spec', 'Deployment', { ...DEPLOYMENT, spec: {} }],
  ['no spec', 'StatefulSet', { ...objectOf('StatefulSet'), spec: {} }],
  ['a selector that misses', 'Deployment', deployment({ selector: { matchLabels: { app: 'y' } } })],
  ['less than no replicas', 'Deployment', deployment({ replicas: -1 })],
  ['an unknown strategy', 'Deployment', deployment({ strategy: { type: 'Nope' } })],
  [
    'rolling parts in a recreation',
    'Deployment',
    deployment({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
  ],
  [
    'a roll that can not move',
    'Deployment',
    deployment({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }),
  ],
  ['no containers', 'Deployment', podSpec({ containers: [] })],
  ['no image', 'Deployment', podSpec({ containers: [{ name: 'c' }] })],
  ['a container without name', 'Deployment', podSpec({ containers: [{ image: 'i' }] })],
  ['a container with a wrong name', 'Deployment', container({ name: 'A_b' })],
  [
    'the same name twice',
    'Deployment',
    podSpec({
      containers: [
        { name: 'c', image: 'i' },
        { name: 'c', image: 'i' },
      ],
    }),
  ],
  ['a restart policy for jobs', 'Deployment', container({}, { restartPolicy: 'Never' })],
  ['an unknown pull policy', 'Deployment', container({ imagePullPolicy: 'Nope' })],
  ['port 0', 'Deployment', container({ ports: [{ containerPort: 0 }] })],
  ['port 70000 over X', 'Deployment', container({ ports: [{ containerPort: 70000, protocol: 'X' }] })],
  ['a variable without name', 'Deployment', container({ env: [{ name: '', value: 'x' }] })],
  ['a mount of nothing', 'Deployment', container({ volumeMounts: [{ name: 'v', mountPath: '/x' }] })],
  [
    'a mount to nowhere',
    'Deployment',
    container({ volumeMounts: [{ name: 'v' }] }, { volumes: [{ name: 'v', emptyDir: {} }] }),
  ],
  [
    'the same volume twice',
    'Deployment',
    container(
      {},
      {
        volumes: [
          { name: 'v', emptyDir: {} },
          { name: 'v', emptyDir: {} },
        ],
      },
    ),
  ],
  [
    'a volume of two kinds',
    'Deployment',
    container({}, { volumes: [{ name: 'v', emptyDir: {}, configMap: { name: 'x' } }] }),
  ],
  ['requests above limits', 'Deployment', container({ resources: { limits: { cpu: '1' }, requests: { cpu: '2' } } })],
  ['a probe of nothing', 'Deployment', container({ livenessProbe: {} })],
  ['a probe of port 0', 'Deployment', container({ readinessProbe: { httpGet: { port: 0 } } })],
  ['no ports', 'Service', service({ ports: [] })],
  ['port 0', 'Service', service({ ports: [{ port: 0 }] })],
  ['ports without names', 'Service', service({ ports: [{ port: 80 }, { port: 81 }] })],
  ['an unknown type', 'Service', service({ type: 'Nope' })],
  ['half an address', 'Service', service({ clusterIP: '1.2.3' })],
  ['an address of elsewhere', 'Service', service({ clusterIP: '1.2.3.4' })],
  ['a key with a space', 'ConfigMap', { ...CONFIG_MAP, data: { 'a b': 'x' } }],
  ['half a key pair', 'Secret', { ...objectOf('Secret'), type: 'kubernetes.io/tls' }],
  ['no access modes', 'PersistentVolumeClaim', { ...objectOf('PersistentVolumeClaim'), spec: {} }],
  [
    'an unknown access mode',
    'PersistentVolumeClaim',
    { metadata: { name: 'x' }, spec: { accessModes: ['X'], resources: { requests: { storage: '0' } } } },
  ],
  ['no role', 'RoleBinding', { ...objectOf('RoleBinding'), roleRef: {} }],
  [
    'a role that is none',
    'RoleBinding',
    { ...objectOf('RoleBinding'), roleRef: { kind: 'X', name: 'x', apiGroup: 'rbac.authorization.k8s.io' } },
  ],
  ['a rule without verbs', 'Role', { ...objectOf('Role'), rules: [{ apiGroups: [''], resources: ['x'] }] }],
  ['a rule about nothing', 'Role', { ...objectOf('Role'), rules: [{ verbs: ['get'] }] }],
  [
    'a policy about nobody',
    'NetworkPolicy',
    { ...objectOf('NetworkPolicy'), spec: { policyTypes: ['X'], ingress: [{ from: [{}] }] } },
  ],
  ['no rules', 'Ingress', { ...objectOf('Ingress'), spec: {} }],
  ['no provisioner', 'StorageClass', { metadata: { name: 'conformance-x' } }],
  ['no handler', 'RuntimeClass', { metadata: { name: 'conformance-x' } }],
  [
    'an unknown account',
    'Pod',
    { metadata: { name: 'x' }, spec: { serviceAccountName: 'nope', containers: [{ name: 'c', image: 'i' }] } },
  ],
  [
    'an unknown runtime',
    'Pod',
    { metadata: { name: 'x' }, spec: { runtimeClassName: 'nope', containers: [{ name: 'c', image: 'i' }] } },
  ],
  [
    'an unknown priority',
    'Pod',
    { metadata: { name: 'x' }, spec: { priorityClassName: 'nope', containers: [{ name: 'c', image: 'i' }] } },
  ],
];

describe('a new object with', () => {
  test.each(INVALID)('%s: %s', async (_what, kind, body) => {
    expect(masked(await subject().send('POST', `${pathOf(kind)}?dryRun=All`, { body }))).toMatchSnapshot();
  });
});

const IMMUTABLE: readonly (readonly [string, string, object])[] = [
  [
    'Deployment',
    'its selector',
    { spec: { selector: { matchLabels: { app: 'y' } }, template: { metadata: { labels: { app: 'y' } } } } },
  ],
  [
    'DaemonSet',
    'its selector',
    { spec: { selector: { matchLabels: { app: 'y' } }, template: { metadata: { labels: { app: 'y' } } } } },
  ],
  ['StatefulSet', 'its service', { spec: { serviceName: 'y' } }],
  ['Service', 'its address', { spec: { clusterIP: '10.43.0.99', clusterIPs: ['10.43.0.99'] } }],
  ['Secret', 'its type', { type: 'y' }],
  ['RoleBinding', 'its role', { roleRef: { name: 'y' } }],
  ['StorageClass', 'what it is', { provisioner: 'y', reclaimPolicy: 'Retain', parameters: { a: 'b' } }],
  ['RuntimeClass', 'its handler', { handler: 'y' }],
];

describe('an object that is there may not change', () => {
  test.each(IMMUTABLE)('%s: %s', async (kind, _what, body) => {
    const { path, object } = FIXTURES[kind] ?? { path: '', object: {} };
    const name = `conformance-${kind.toLowerCase()}`;
    const created = await subject().send('POST', path, { body: { ...object, metadata: { name } } });
    expect([201, 409]).toContain(created.status);
    const patch = { body, contentType: 'application/merge-patch+json' };
    const answer = await subject().send('PATCH', `${path}/${name}?dryRun=All`, patch);
    await subject().send('DELETE', `${path}/${name}`);
    expect(masked(answer)).toMatchSnapshot();
  });

  test.each(['ConfigMap', 'Secret'])('%s: anything, once it is sealed', async (kind) => {
    const path = pathOf(kind);
    await subject().send('POST', path, { body: { metadata: { name: 'sealed' }, immutable: true } });
    for (const body of [{ data: { x: 'eA==' } }, { immutable: false }]) {
      const patch = { body, contentType: 'application/merge-patch+json' };
      expect(masked(await subject().send('PATCH', `${path}/sealed`, patch))).toMatchSnapshot();
    }
  });
});

test('a quota has its say', async () => {
  const quota = {
    metadata: { name: 'tight' },
    spec: { hard: { 'count/ingresses.networking.k8s.io': '0', pods: '0' } },
  };
  await subject().send('POST', 'ns/v1/resourcequotas', { body: quota });
  const pods = 'ns/v1/pods?dryRun=All';
  const pod = objectOf('Pod');
  // The quota counts from the moment on that its controller has seen it.
  const deadline = Date.now() + 20_000;
  let answer = await subject().send('POST', pods, { body: pod });
  while (answer.status === 201 || (JSON.stringify(answer.body).includes('status unknown') && Date.now() < deadline)) {
    answer = await subject().send('POST', pods, { body: pod });
  }
  await subject().send('DELETE', 'ns/v1/resourcequotas/tight');
  expect(masked(answer)).toMatchSnapshot();
});
