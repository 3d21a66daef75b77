// Refusals of a cluster, by its own rules or for its size, are said in a sentence before anything is written, or undone after.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PreparedPlan } from '../../electron/release/plan/prepared.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { changesIn, configMap, gizmoDefinition, releaseOf } from '../engine/objects.ts';
import { chartOf, removeChartsAfterwards } from './chart.ts';
import { engineOn } from './engine.ts';
import { forbid } from './forbid.ts';

const engine = engineOn('refuse', apiServer());
removeChartsAfterwards();

const everything = 'configmap,secret,lease,service,deployment,job';
/** Everything in a namespace as it is, to the version. */
const snapshot = (namespace: string) =>
  engine.kubectl([
    'get',
    everything,
    '-n',
    namespace,
    '-o',
    'jsonpath={range .items[*]}{.metadata.name} {.metadata.resourceVersion}\n{end}',
  ]);

/** Neither the plan nor an attempt to apply it writes anything. */
async function expectRefused(prepared: PreparedPlan, sentence: RegExp | string): Promise<void> {
  const { blockers, namespace } = { ...prepared.plan };
  expect(blockers).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
  const isThere = (await engine.tryKubectl(['get', 'namespace', namespace])).code === 0;
  const before = isThere ? await snapshot(namespace) : '';
  await expect(engine.apply(prepared)).rejects.toMatchObject({ message: blockers[0] });
  expect((await engine.tryKubectl(['get', 'namespace', namespace])).code === 0).toBe(isThere);
  if (isThere) expect(await snapshot(namespace)).toBe(before);
}

describe('an admission policy', () => {
  const forbidden = configMap('web', { forbidden: 'yes' });

  it('is heard while planning', async () => {
    const namespace = engine.namespaceFor('policy');
    await engine.kubectl(['create', 'namespace', namespace]);
    await forbid(engine, namespace);
    const prepared = await engine.plan(releaseOf(namespace, [configMap('fine'), forbidden]));
    await expectRefused(prepared, new RegExp(`^ConfigMap/${namespace}/web: .*the house forbids it`));
  });

  it('that comes in the middle of an upgrade sends it back', async () => {
    const namespace = engine.namespaceFor('late');
    await engine.installed(releaseOf(namespace, [configMap('web', { fine: 'yes' }), configMap('other', { n: '1' })]));
    const prepared = await engine.plan(releaseOf(namespace, [configMap('other', { n: '2' }), forbidden], '2.0.0'));
    expect(prepared.plan.blockers).toEqual([]);
    await forbid(engine, namespace);
    const operation = await engine.apply(prepared);
    expect(operation).toMatchObject({
      phase: 'failed',
      rolledBackTo: 1,
      error: expect.stringMatching(new RegExp(`^ConfigMap/${namespace}/web: .*the house forbids it`)),
    });
    expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ fine: 'yes' });
    expect((await engine.get(namespace, 'configmap/other')).data).toEqual({ n: '1' });
  });

  it('that comes in the middle of a first install leaves what a clean-up removes', async () => {
    const namespace = engine.namespaceFor('early');
    await engine.kubectl(['create', 'namespace', namespace]);
    const desired = releaseOf(namespace, [configMap('fine'), forbidden]);
    const prepared = await engine.plan(desired);
    await forbid(engine, namespace);
    const operation = await engine.apply(prepared);
    expect(operation).toMatchObject({ phase: 'failed', offer: 'cleanUp' });
    expect(operation.error).toMatch(/the house forbids it/);
    await engine.uninstalled(desired);
    expect(await engine.names(namespace, everything)).toEqual(['configmap/kube-root-ca.crt']);
  });
});

it('says of a namespace that it is going, and writes nothing into it', async () => {
  const namespace = engine.namespaceFor('going');
  await engine.kubectl(['create', 'namespace', namespace]);
  const held: KubeObject = { ...configMap('held'), metadata: { name: 'held', finalizers: ['example.com/hold'] } };
  await engine.kubectl(['create', '-n', namespace, '-f', '-'], { input: JSON.stringify(held) });
  await engine.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  try {
    const prepared = await engine.plan(releaseOf(namespace, [configMap('web')]));
    const [blocker = ''] = prepared.plan.blockers;
    expect(blocker).toContain(`Namespace/${namespace}`);
    expect(blocker).toMatch(/being deleted|terminat/i);
    await expect(engine.apply(prepared)).rejects.toMatchObject({ message: expect.stringContaining(blocker) });
    expect(await engine.names(namespace, 'secret,lease')).toEqual([]);
  } finally {
    await engine.kubectl([
      'patch',
      'configmap/held',
      '-n',
      namespace,
      '--type=merge',
      '-p',
      '{"metadata":{"finalizers":null}}',
    ]);
  }
});

it('names the release that an object belongs to, whichever namespace and tool that is of, and no agreement helps', async () => {
  const namespace = engine.namespaceFor('ours');
  const theirs = engine.namespaceFor('theirs');
  const role = (verb: string): KubeObject => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: `${namespace}-role` },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }],
  });
  engine.cleanUp(`clusterrole/${namespace}-role`);
  const chart = await chartOf('theirs', '1.0.0', [role('get')]);
  await engine.helm(4, 'install', 'theirs', chart, '-n', theirs, '--create-namespace');
  await engine.kubectl(['create', 'namespace', namespace]);
  for (const consent of [[], ['force', 'adopt', 'takeOver']] as const) {
    const prepared = await engine.plan(releaseOf(namespace, [role('list')]), consent);
    expect(prepared.plan.needs).toEqual([]);
    await expectRefused(prepared, `ClusterRole/${namespace}-role belongs to release theirs of namespace ${theirs}.`);
  }
});

it('takes Lists apart, of any kind and depth', async () => {
  const namespace = engine.namespaceFor('list');
  const list = (items: readonly object[], kind = 'List'): KubeObject =>
    ({ apiVersion: 'v1', kind, metadata: { name: '' }, items }) as KubeObject;
  const bare = (name: string) => ({ metadata: { name }, data: { of: name } });
  const objects = [list([configMap('a'), list([bare('b'), bare('c')], 'ConfigMapList')]), configMap('d')];
  await engine.installed(releaseOf(namespace, objects));
  const names = ['a', 'b', 'c', 'd', 'kube-root-ca.crt'].map((name) => `configmap/${name}`);
  expect(await engine.names(namespace, 'configmap')).toEqual(names);
  expect((await engine.get(namespace, 'configmap/c')).data).toEqual({ of: 'c' });
  expect(changesIn((await engine.plan(releaseOf(namespace, objects))).plan)).toEqual([]);
});

describe('what is too large', () => {
  /** What cannot be packed. */
  const noise = (bytes: number) => randomBytes(bytes).toString('base64');
  const definition = (namespace: string): KubeObject =>
    gizmoDefinition(namespace, { type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
  const gizmo = (namespace: string, bytes: number): KubeObject => ({
    apiVersion: `${namespace}.example/v1`,
    kind: 'Gizmo',
    metadata: { name: 'web' },
    spec: { text: 'x'.repeat(bytes) },
  });

  it('for Helm’s record, all together', async () => {
    const namespace = engine.namespaceFor('record');
    const objects = [1, 2, 3, 4].map((n) => configMap(`web-${n}`, { noise: noise(300_000) }));
    const prepared = await engine.plan(releaseOf(namespace, objects));
    await expectRefused(
      prepared,
      /^The record of release web would be \d+ bytes, more than .* split the release in two\.$/,
    );
    await engine.installed(releaseOf(namespace, objects.slice(0, 2)));
  });

  it.each([
    ['etcd', 1_600_000],
    ['the API server', 3_300_000],
  ])('for %s, one object alone', async (_what, bytes) => {
    const namespace = engine.namespaceFor('etcd');
    await engine.installed(releaseOf(namespace, [definition(namespace)]));
    const prepared = await engine.plan(releaseOf(namespace, [definition(namespace), gizmo(namespace, bytes)], '2.0.0'));
    await expectRefused(prepared, /^Gizmo\/(.*\/)?web .*bytes, more than .*make it smaller\.$/);
    expect((await engine.helm(4, 'history', 'web', '-n', namespace, '-o', 'json')).match(/"revision"/g)).toHaveLength(
      1,
    );
  });

  it('only with what the server adds, goes back', async () => {
    const namespace = engine.namespaceFor('edge');
    await engine.installed(releaseOf(namespace, [definition(namespace), configMap('web', { n: '1' })]));
    const objects = [definition(namespace), configMap('web', { n: '2' }), gizmo(namespace, 1_572_400)];
    const operation = await engine.apply(await engine.plan(releaseOf(namespace, objects, '2.0.0')));
    expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
    expect(operation.error).toMatch(new RegExp(`^Gizmo/${namespace}/web: .*too large`));
    expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ n: '1' });
  });
});
