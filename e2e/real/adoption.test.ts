// Objects that a person applied with kubectl before there was a release: they become part of one only when agreed, and then wholly.
import { describe, expect, it } from 'vitest';
import { openBook } from '../../electron/release/record/book.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { changesIn, claim, configMap, engineOn, type Live, releaseOf } from './engine.ts';

const engine = engineOn('adopt', apiServer());
const never = new AbortController().signal;

const deployment = (app = 'web', replicas = 0): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas,
    selector: { matchLabels: { app } },
    template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'web', image: 'busybox:1.37' }] } },
  },
});
const service = (spec: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec },
});
const objects = [deployment(), service(), configMap('web', { answer: 'yes', later: 'gone' })];

async function applyByHand(namespace: string, what: readonly KubeObject[], ...how: readonly string[]): Promise<void> {
  await engine.tryKubectl(['create', 'namespace', namespace]);
  const list = { apiVersion: 'v1', kind: 'List', items: what };
  await engine.kubectl(['apply', ...how, '-n', namespace, '-f', '-'], { input: JSON.stringify(list) });
}
const managersOf = (object: Live): readonly string[] =>
  (object.metadata.managedFields as readonly Record<string, string>[]).map(
    ({ manager, operation }) => `${manager} ${operation}`,
  );
const uidsOf = async (namespace: string) => {
  const there = await Promise.all(
    ['deployment/web', 'service/web', 'configmap/web'].map((what) => engine.get(namespace, what)),
  );
  return there.map(({ metadata }) => metadata.uid);
};

describe.each([
  ['kubectl apply', []],
  ['kubectl apply --server-side', ['--server-side']],
] as const)('objects made by %s', (_how, how) => {
  it('are left alone until a person agrees, then are the release’s own', async () => {
    const namespace = engine.namespaceFor('same');
    await applyByHand(namespace, objects, ...how);
    const uids = await uidsOf(namespace);
    const desired = releaseOf(namespace, objects);
    const blocked = await engine.plan(desired);
    expect(blocked.plan.needs).toEqual(['adopt']);
    expect(blocked.plan.blockers).toHaveLength(objects.length);
    for (const blocker of blocked.plan.blockers)
      expect(blocker).toMatch(/exists and belongs to no release: .*namespace/);
    await expect(engine.apply(blocked)).rejects.toMatchObject({ code: 'invalid' });
    expect(await engine.names(namespace, 'secret,lease')).toEqual([]);

    await engine.installed(desired, ['adopt']);
    expect(await uidsOf(namespace)).toEqual(uids);
    for (const what of ['deployment/web', 'service/web', 'configmap/web']) {
      const live = await engine.get(namespace, what);
      expect(managersOf(live).filter((manager) => manager.startsWith('kubectl'))).toEqual([]);
      expect(live.metadata.annotations).toMatchObject({ 'meta.helm.sh/release-name': 'web' });
    }
    expect(changesIn((await engine.plan(desired)).plan)).toEqual([]);

    const fewer = [...objects.slice(0, 2), configMap('web', { answer: 'yes' })];
    await engine.installed(releaseOf(namespace, fewer, '2.0.0'));
    expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ answer: 'yes' });
    await engine.uninstalled(desired);
    expect(await engine.names(namespace, 'deployment,service,configmap')).toEqual(['configmap/kube-root-ca.crt']);
  });

  it('are shown as they would become where they differ, and lose nothing that the release does not name', async () => {
    const namespace = engine.namespaceFor('differ');
    const theirs = [deployment('web', 1), configMap('web', { answer: 'mine', own: 'stays' })];
    await applyByHand(namespace, theirs, ...how);
    const desired = releaseOf(namespace, objects);
    const agreed = await engine.plan(desired, ['adopt']);
    expect(agreed.plan).toMatchObject({ blockers: [], needs: [] });
    const change = agreed.plan.changes.find(({ ref }) => ref.kind === 'ConfigMap');
    expect(change).toMatchObject({
      op: 'configured',
      before: expect.stringContaining('answer: mine'),
      after: expect.stringContaining('answer: "yes"'),
    });
    expect(await engine.apply(agreed)).toMatchObject({ phase: 'succeeded' });
    const live = await engine.get(namespace, 'configmap/web');
    expect(live.data).toEqual({ answer: 'yes', later: 'gone', own: 'stays' });
    expect((await engine.get(namespace, 'deployment/web')).spec.replicas).toBe(0);
  });
});

it('lets another tool that applies keep what it wants too, and says so', async () => {
  const namespace = engine.namespaceFor('argo');
  await applyByHand(namespace, objects, '--server-side', '--field-manager=argo');
  await engine.installed(releaseOf(namespace, objects), ['adopt']);
  const fewer = [...objects.slice(0, 2), configMap('web', { answer: 'yes' })];
  const prepared = await engine.plan(releaseOf(namespace, fewer, '2.0.0'));
  const change = prepared.plan.changes.find(({ ref }) => ref.kind === 'ConfigMap');
  expect(change?.before).toBe(change?.after);
  expect(await engine.apply(prepared)).toMatchObject({ phase: 'succeeded' });
  const live = await engine.get(namespace, 'configmap/web');
  expect(live.data).toEqual({ answer: 'yes', later: 'gone' });
  expect(managersOf(live)).toContain('argo Apply');
});

it.each<readonly [what: string, theirs: KubeObject, ours: KubeObject]>([
  ['selector of a Deployment', deployment('theirs'), deployment('web')],
  ['address of a Service', service(), service({ clusterIP: 'None' })],
  ['class of a claim', claim('web', 'theirs'), claim('web', 'ours')],
])('does not adopt where the %s differs, and offers another namespace', async (_what, theirs, ours) => {
  const namespace = engine.namespaceFor('fixed');
  await applyByHand(namespace, [theirs]);
  const before = await engine.get(namespace, `${theirs.kind}/web`);
  for (const consent of [[], ['adopt'], ['adopt', 'force']] as const) {
    const prepared = await engine.plan(releaseOf(namespace, [ours]), consent);
    expect(prepared.plan.blockers).toHaveLength(1);
    expect(prepared.plan.blockers[0]).toMatch(new RegExp(`^${ours.kind}/${namespace}/web .*another namespace`));
    expect(prepared.plan.needs).toEqual([]);
    await expect(engine.apply(prepared)).rejects.toMatchObject({ message: prepared.plan.blockers[0] });
  }
  expect(await engine.get(namespace, `${theirs.kind}/web`)).toEqual(before);
});

it('adopts a claim with its volume, and keeps it when the release ends', async () => {
  const namespace = engine.namespaceFor('claim');
  const late = `${namespace}-late`;
  const storage: KubeObject = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: late },
    provisioner: 'example.com/none',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  await engine.kubectl(['create', '-f', '-'], { input: JSON.stringify(storage) });
  await applyByHand(namespace, [claim('web', late)]);
  const { uid } = (await engine.get(namespace, 'pvc/web')).metadata;
  const desired = releaseOf(namespace, [claim('web', late)]);
  await engine.installed(desired, ['adopt']);
  expect((await openBook(engine.context, desired, never).state.read())?.state.inventory).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'PersistentVolumeClaim', policy: 'keep', uid })]),
  );
  await engine.uninstalled(desired);
  expect((await engine.get(namespace, 'pvc/web')).metadata.uid).toBe(uid);
});
