// Fields that cannot be changed: the object is made anew, with a warning, unless it holds data; and the field that an autoscaler owns.
import { afterEach, expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { changesIn, claim, configMap, releaseOf } from '../engine/objects.ts';
import { engineOn } from './engine.ts';
import { imitateKubelet } from './kubelet.ts';

const cluster = apiServer();
const engine = engineOn('replace', cluster);
let stopKubelet: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stopKubelet?.();
  stopKubelet = undefined;
});

/** Pods become ready and find a volume: by a node, or where there is none because the test says so. */
async function runPods(namespace: string): Promise<void> {
  await engine.tryKubectl(['create', 'namespace', namespace]);
  if ((await engine.kubectl(['get', 'nodes', '-o', 'name'])).trim() !== '') return;
  stopKubelet = imitateKubelet(engine.context.client, namespace);
  const volume: KubeObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: namespace },
    spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/nowhere' } },
  };
  await engine.kubectl(['create', '-f', '-'], { input: JSON.stringify(volume) });
  engine.cleanUp(`persistentvolume/${namespace}`);
}

const pods = (app: string, more: object = {}) => ({
  metadata: { labels: { app } },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [{ name: 'a', image: 'busybox:1.37', command: ['sleep', '1000000'] }],
    ...more,
  },
});
const workload = (kind: string, app: string, more: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'web' },
  spec: { replicas: 0, selector: { matchLabels: { app } }, template: pods(app), ...more },
});
const role = (name: string): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
});
const service = (spec: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ port: 80 }], ...spec },
});
const job = (text: string): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'web' },
  spec: {
    completions: 0,
    template: { metadata: { annotations: { text } }, spec: { ...pods('job').spec, restartPolicy: 'Never' } },
  },
});
const storageClass = (namespace: string, speed: string): KubeObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: `${namespace}-late` },
  provisioner: 'example.com/none',
  parameters: { speed },
  volumeBindingMode: 'WaitForFirstConsumer',
});
const secret = (token: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'web' },
  immutable: true,
  data: { token: Buffer.from(token).toString('base64') },
});
const binding = (to: string): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'web' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: to },
  subjects: [{ kind: 'ServiceAccount', name: 'default' }],
});

/** Of every kind one whose new form cannot be had by a change. */
const fixed = (namespace: string, n: 1 | 2): readonly KubeObject[] => [
  storageClass(namespace, `speed-${n}`),
  role('role-1'),
  role('role-2'),
  binding(`role-${n}`),
  { ...configMap('fixed', { n: `${n}` }), immutable: true },
  secret(`not-to-be-seen-${n}`),
  service(n === 1 ? {} : { clusterIP: 'None' }),
  workload('Deployment', `app-${n}`),
  job(`${n}`),
  claim('data', `${namespace}-late`),
  configMap('free', { n: `${n}` }),
];
const REPLACED = ['ConfigMap', 'Deployment', 'Job', 'RoleBinding', 'Secret', 'Service', 'StorageClass'];

it('makes anew what cannot be changed, there and back, and nothing else', async () => {
  const namespace = engine.namespaceFor('all');
  await engine.installed(releaseOf(namespace, fixed(namespace, 1)));
  const uid = async (what: string) => (await engine.get(namespace, what)).metadata.uid;
  const witnesses = () => Promise.all(['pvc/data', 'configmap/free', 'role/role-1', `namespace/${namespace}`].map(uid));
  const before = await witnesses();
  const objects = ['deployment/web', 'service/web', 'job/web', 'rolebinding/web', 'configmap/fixed', 'secret/web'];
  const uids = await Promise.all(objects.map(uid));

  const prepared = await engine.plan(releaseOf(namespace, fixed(namespace, 2), '2.0.0'));
  expect(prepared.plan).toMatchObject({ blockers: [], needs: [], conflicts: [] });
  const replaced = prepared.plan.changes.filter(({ op }) => op === 'replaced');
  expect(replaced.map(({ ref }) => ref.kind).sort()).toEqual(REPLACED);
  for (const { danger, before: shown, after } of replaced) {
    expect(danger).toMatch(/^It is deleted and made anew.*\.$/);
    expect(shown).not.toEqual(after);
  }
  expect(changesIn(prepared.plan).filter((line) => !line.startsWith('replaced'))).toEqual([
    `configured ConfigMap/${namespace}/free`,
  ]);
  expect(JSON.stringify(prepared.plan)).not.toContain('not-to-be-seen');
  expect(JSON.stringify(prepared.plan)).not.toContain(Buffer.from('not-to-be-seen-2').toString('base64'));

  expect(await engine.apply(prepared)).toMatchObject({ phase: 'succeeded' });
  for (const [index, what] of objects.entries()) expect(await uid(what), what).not.toBe(uids[index]);
  expect((await engine.get(namespace, 'service/web')).spec.clusterIP).toBe('None');
  expect((await engine.get(namespace, 'deployment/web')).spec.selector.matchLabels).toEqual({ app: 'app-2' });
  expect((await engine.get(namespace, 'rolebinding/web')).roleRef.name).toBe('role-2');
  expect(changesIn((await engine.plan(releaseOf(namespace, fixed(namespace, 2), '2.0.0'))).plan)).toEqual([]);

  const back = await engine.planRollback(releaseOf(namespace, []), 1);
  const again = back.plan.changes.filter(({ op }) => op === 'replaced').map(({ ref }) => ref.kind);
  // The API server keeps the address of a Service whose manifest names none any more.
  expect(again.sort()).toEqual(REPLACED.filter((kind) => kind !== 'Service'));
  expect(await engine.apply(back)).toMatchObject({ phase: 'succeeded' });
  expect((await engine.get(namespace, 'configmap/fixed')).data).toEqual({ n: '1' });
  expect(await witnesses()).toEqual(before);
});

it('never makes a claim anew', async () => {
  const namespace = engine.namespaceFor('claim');
  const data = claim('data', `${namespace}-late`);
  await engine.installed(releaseOf(namespace, [storageClass(namespace, 'a'), data]));
  const { uid } = (await engine.get(namespace, 'pvc/data')).metadata;
  for (const other of [
    claim('data', 'other'),
    { ...data, spec: { ...(data.spec as object), accessModes: ['ReadWriteMany'] } },
  ]) {
    const prepared = await engine.plan(releaseOf(namespace, [storageClass(namespace, 'a'), other]), ['force', 'adopt']);
    expect(prepared.plan.blockers).toEqual([
      expect.stringMatching(new RegExp(`^PersistentVolumeClaim/${namespace}/data`)),
    ]);
    expect(prepared.plan.changes.map(({ op }) => op)).not.toContain('replaced');
    await expect(engine.apply(prepared)).rejects.toMatchObject({ code: 'invalid' });
  }
  expect((await engine.get(namespace, 'pvc/data')).metadata.uid).toBe(uid);
});

it('leaves the pods of a StatefulSet to its successor', async () => {
  const namespace = engine.namespaceFor('set');
  await runPods(namespace);
  const set = (storage: string) => {
    const template = {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    };
    return workload('StatefulSet', 'web', { replicas: 1, serviceName: 'web', volumeClaimTemplates: [template] });
  };
  const [first, second] = [set('1Gi'), set('2Gi')];
  await engine.installed(releaseOf(namespace, [first]));
  const pod = await engine.get(namespace, 'pod/web-0');
  const volume = await engine.get(namespace, 'pvc/data-web-0');
  const { uid } = (await engine.get(namespace, 'statefulset/web')).metadata;
  const prepared = await engine.plan(releaseOf(namespace, [second], '2.0.0'));
  const change = prepared.plan.changes.find(({ ref }) => ref.kind === 'StatefulSet');
  expect(change).toMatchObject({ op: 'replaced', danger: expect.stringMatching(/pods.* stay\.$/) });
  expect(await engine.apply(prepared)).toMatchObject({ phase: 'succeeded' });
  const successor = await engine.get(namespace, 'statefulset/web');
  expect(successor.metadata.uid).not.toBe(uid);
  const kept = await engine.get(namespace, 'pod/web-0');
  expect(kept.metadata.uid).toBe(pod.metadata.uid);
  expect((await engine.get(namespace, 'pvc/data-web-0')).metadata.uid).toBe(volume.metadata.uid);
  expect(kept.metadata.ownerReferences).toMatchObject([{ uid: successor.metadata.uid }]);
});

const autoscaler: KubeObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 5 },
};

it.each([['in the release'], ['in the cluster beside it']])(
  'lets an autoscaler %s decide how many pods there are',
  async (where) => {
    const namespace = engine.namespaceFor('hpa');
    await runPods(namespace);
    const isOwn = where === 'in the release';
    const objects = (text: string) => [
      workload('Deployment', 'web', { replicas: 2 }),
      configMap('web', { text }),
      ...(isOwn ? [autoscaler] : []),
    ];
    // Before the autoscaler comes, the number is the release's.
    await engine.installed(
      releaseOf(
        namespace,
        objects('a').filter(({ kind }) => kind !== autoscaler.kind),
      ),
    );
    expect((await engine.get(namespace, 'deployment/web')).spec.replicas).toBe(2);
    if (!isOwn) await engine.kubectl(['create', '-n', namespace, '-f', '-'], { input: JSON.stringify(autoscaler) });
    await engine.installed(releaseOf(namespace, objects('b'), '2.0.0'));
    expect((await engine.get(namespace, 'deployment/web')).spec.replicas).toBe(2);

    // As the autoscaler does it: by the scale subresource.
    await engine.kubectl(['scale', 'deployment/web', '-n', namespace, '--replicas=3']);
    await engine.kubectl(['rollout', 'status', 'deployment/web', '-n', namespace, '--timeout=60s']);
    const same = await engine.plan(releaseOf(namespace, objects('b'), '2.0.0'));
    expect(same.plan).toMatchObject({ blockers: [], needs: [], conflicts: [] });
    expect(changesIn(same.plan)).toEqual([]);
    await engine.installed(releaseOf(namespace, objects('c'), '3.0.0'));
    expect((await engine.get(namespace, 'deployment/web')).spec.replicas).toBe(3);
    expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ text: 'c' });
    expect(await engine.apply(await engine.planRollback(releaseOf(namespace, []), 2))).toMatchObject({
      phase: 'succeeded',
    });
    expect((await engine.get(namespace, 'deployment/web')).spec.replicas).toBe(3);
  },
);

it.each([0, 1, 3])(
  'makes a workload with the %i pods that it asks for, and then leaves them to its autoscaler',
  async (replicas) => {
    const namespace = engine.namespaceFor('begin');
    await runPods(namespace);
    const objects = (text: string) => [
      workload('Deployment', 'web', { replicas }),
      configMap('web', { text }),
      autoscaler,
    ];
    const live = async () => (await engine.get(namespace, 'deployment/web')).spec.replicas;
    await engine.installed(releaseOf(namespace, objects('a')));
    expect(await live()).toBe(replicas);
    expect(changesIn((await engine.plan(releaseOf(namespace, objects('a')))).plan)).toEqual([]);
    await engine.installed(releaseOf(namespace, objects('b'), '2.0.0'));
    expect(await live()).toBe(replicas);
    // As the autoscaler does it: by the scale subresource.
    await engine.kubectl(['scale', 'deployment/web', '-n', namespace, '--replicas=2']);
    await engine.installed(releaseOf(namespace, objects('c'), '3.0.0'));
    expect(await live()).toBe(2);
    await engine.kubectl(['delete', 'deployment/web', '-n', namespace]);
    expect(await engine.apply(await engine.planRollback(releaseOf(namespace, []), 2))).toMatchObject({
      phase: 'succeeded',
    });
    expect(await live()).toBe(replicas);
  },
);
