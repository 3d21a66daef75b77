import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/model/object.ts';
import { around } from './around.testkit.ts';
import { inspect } from './inspect.ts';
import { policyWords } from './policy-words.ts';

/** What a real node said: the object in question first. */
function recorded(name: string): readonly [KubeObject, ...KubeObject[]] {
  const file = new URL(`../cluster/health/fixtures/${name}.yaml`, import.meta.url);
  const objects = parseAllDocuments(readFileSync(file, 'utf8')).map((document): KubeObject => document.toJS());
  return objects as [KubeObject, ...KubeObject[]];
}

const object = (kind: string, name: string, more: object = {}, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  ...more,
  metadata: { name, namespace: 'a', uid: `${kind}-${name}`, ...metadata },
});
const ref = (kind: string, name: string, apiVersion = 'v1') => ({ apiVersion, kind, namespace: 'a', name });

describe('a workload that crashes', () => {
  const [crash, ...others] = recorded('deployment-crash');
  const known = inspect(crash, around([crash, ...others]));

  it('has its pods, and what was reported of them, the newest first', () => {
    expect(known.health.state).toBe('Failed');
    expect(known.containers).toMatchObject([{ name: 'main', role: 'main', image: 'busybox:1.37' }]);
    expect(known.containers[0]).not.toHaveProperty('state');
    expect(known.relations.map(({ relation, object: { kind } }) => `${relation} ${kind}`)).toEqual([
      'owned ReplicaSet',
      'owned Pod',
    ]);
    const reasons = known.events?.map(({ reason }) => reason) ?? [];
    expect(reasons).toContain('BackOff');
    const times = known.events?.map(({ lastAt = 0 }) => lastAt) ?? [];
    expect(times).toEqual([...times].sort((left, right) => right - left));
    expect(known.can).toEqual({ restart: true, scale: true, shell: false, logs: true, replicas: 1 });
  });

  it('its pod has its state and its last exit', () => {
    const pod = others.find(({ kind }) => kind === 'Pod');
    if (pod === undefined) return expect.unreachable();
    expect(inspect(pod, around([crash, ...others])).containers).toMatchObject([
      { state: 'ended: Error', isReady: false, restarts: 3, lastExit: { code: 3, reason: 'Error' } },
    ]);
  });
});

test('a pod names what leads to it, what it uses, what guards it, and who made it', () => {
  const pod = object(
    'Pod',
    'web-1',
    {
      spec: {
        nodeName: 'laptop',
        serviceAccountName: 'web',
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'web-data' } },
          { name: 'config', configMap: { name: 'web-config' } },
          { name: 'all', projected: { sources: [{ secret: { name: 'web-cert' } }] } },
        ],
        initContainers: [
          { name: 'proxy', image: 'p', restartPolicy: 'Always' },
          { name: 'first', image: 'f' },
        ],
        containers: [
          {
            name: 'main',
            image: 'w',
            envFrom: [{ secretRef: { name: 'web-keys' } }],
            volumeMounts: [
              { name: 'data', mountPath: '/var/lib/web' },
              { name: 'config', mountPath: '/etc/web', readOnly: true },
            ],
          },
        ],
      },
    },
    {
      labels: { app: 'web' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-x', uid: 'ReplicaSet-web-x', controller: true },
      ],
    },
  );
  const set = object(
    'ReplicaSet',
    'web-x',
    { apiVersion: 'apps/v1' },
    {
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'd', controller: true }],
    },
  );
  const service = object('Service', 'web', { spec: { selector: { app: 'web' } } });
  const ingress = object('Ingress', 'web', {
    apiVersion: 'networking.k8s.io/v1',
    spec: { rules: [{ host: 'web.example', http: { paths: [{ path: '/', backend: { service: { name: 'web' } } }] } }] },
  });
  const policy = object('NetworkPolicy', 'web', {
    apiVersion: 'networking.k8s.io/v1',
    spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] },
  });
  const claim = object('PersistentVolumeClaim', 'web-data', { status: { phase: 'Bound' } });
  const others = [
    set,
    service,
    ingress,
    policy,
    claim,
    object('Service', 'other', { spec: { selector: { app: 'x' } } }),
  ];
  const known = inspect(pod, around([pod, ...others]));
  expect(known.relations.map(({ health: _, ...one }) => one)).toEqual([
    { relation: 'owner', object: ref('ReplicaSet', 'web-x', 'apps/v1') },
    { relation: 'owner', object: ref('Deployment', 'web', 'apps/v1') },
    { relation: 'selects', object: ref('Service', 'web') },
    { relation: 'ingress', object: ref('Ingress', 'web', 'networking.k8s.io/v1'), note: 'web.example/' },
    { relation: 'volume', object: ref('PersistentVolumeClaim', 'web-data'), note: 'reads and writes /var/lib/web' },
    { relation: 'config', object: ref('ConfigMap', 'web-config'), note: 'reads /etc/web' },
    { relation: 'config', object: ref('Secret', 'web-cert'), note: 'mounted nowhere' },
    { relation: 'config', object: ref('Secret', 'web-keys'), note: 'variables of main' },
    { relation: 'policy', object: ref('NetworkPolicy', 'web', 'networking.k8s.io/v1'), note: 'In: from nobody.' },
    { relation: 'node', object: { apiVersion: 'v1', kind: 'Node', name: 'laptop' } },
    { relation: 'account', object: ref('ServiceAccount', 'web') },
  ]);
  expect(known.containers.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'proxy sidecar',
    'first init',
    'main main',
  ]);
  const used = inspect(object('Secret', 'web-keys'), around([pod, ...others]));
  expect(used.relations).toMatchObject([
    { relation: 'selected', object: ref('Pod', 'web-1'), note: 'variables of main' },
  ]);
});

test('a Service has its name in the cluster and what stands behind it', () => {
  const [service, ...others] = recorded('service-good');
  const { facts } = inspect(service, around([service, ...others]));
  expect(facts).toEqual(
    expect.arrayContaining([
      { label: 'DNS name', value: `good.${service.metadata.namespace}.svc.cluster.local` },
      { label: 'Endpoints', value: expect.stringMatching(/^1 of 1 ready$/) },
    ]),
  );
});

test('YAML has neither managed fields nor a Secret’s values', () => {
  const secret = object(
    'Secret',
    'keys',
    { data: { password: 'aHVudGVyMg==' }, type: 'Opaque' },
    {
      managedFields: [{ manager: 'kubectl' }],
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'aHVudGVyMg==' },
    },
  );
  const { yaml } = inspect(secret, around([]));
  expect(yaml).not.toContain('aHVudGVyMg');
  expect(yaml).not.toContain('managedFields');
  expect(parse(yaml)).toMatchObject({
    kind: 'Secret',
    metadata: { name: 'keys' },
    data: { password: '***' },
    type: 'Opaque',
  });
});

test('a member of a release says of which', () => {
  const annotations = { 'meta.helm.sh/release-name': 'odin', 'meta.helm.sh/release-namespace': 'monitoring' };
  expect(inspect(object('ConfigMap', 'c', {}, { annotations }), around([])).release).toEqual({
    name: 'odin',
    isDrifted: false,
    sentence: 'A part of the release odin.',
  });
  expect(inspect(object('ConfigMap', 'c'), around([]))).not.toHaveProperty('release');
});

test('Events that repeat are one, and those that may not be read are none', () => {
  const event = (name: string, lastTimestamp: string, count: number) =>
    object('Event', name, {
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off',
      count,
      lastTimestamp,
      firstTimestamp: '2026-11-30T15:00:00Z',
      source: { component: 'kubelet' },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'p', uid: 'Pod-p' },
    });
  const pod = object('Pod', 'p');
  const stranger = object('Event', 'z', { involvedObject: { kind: 'Pod', name: 'p', uid: 'another' } });
  const beside = around([pod, event('x', '2026-11-30T16:00:00Z', 2), event('y', '2026-11-30T17:00:00Z', 3), stranger]);
  expect(inspect(pod, beside).events).toEqual([
    {
      id: 'Event-y',
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off',
      count: 5,
      firstAt: Date.parse('2026-11-30T15:00:00Z'),
      lastAt: Date.parse('2026-11-30T17:00:00Z'),
      source: 'kubelet',
      object: ref('Pod', 'p'),
    },
  ]);
  expect(inspect(pod, { ...beside, hasEvents: false }).events).toBeNull();
});

test.each([
  [{ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'In: from nobody. Out: to nobody.'],
  [{ podSelector: {}, ingress: [{}] }, 'In: from anybody.'],
  [
    {
      podSelector: {},
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'grafana' } } }], ports: [{ port: 9090 }] }],
    },
    'In: from pods with app=grafana of this namespace on 9090.',
  ],
  [
    {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'dns' } } }],
          ports: [{ port: 53, protocol: 'UDP' }],
        },
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] },
      ],
    },
    'Out: to pods with k8s-app=dns of any namespace on 53/UDP; to 0.0.0.0/0 but 10.0.0.0/8.',
  ],
])('a policy in words: %j', (spec, words) => {
  expect(policyWords(object('NetworkPolicy', 'p', { spec }))).toBe(words);
});
