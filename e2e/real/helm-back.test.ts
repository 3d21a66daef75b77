// ODIN's releases after a real Helm 3 and a real Helm 4 changed them: ODIN goes on from there with nothing lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { readHistory } from '../../electron/release/look/history.ts';
import { listReleases } from '../../electron/release/look/list-releases.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import { objectsOf } from '../../electron/release/wanted/manifest.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { oracleTools } from '../cluster/helm.ts';
import { changesIn, configMap, releaseOf } from '../engine/objects.ts';
import { webRelease } from '../engine/release-objects.ts';
import { chartOf, removeChartsAfterwards } from './chart.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('back', apiServer());
removeChartsAfterwards();
const never = new AbortController().signal;
const HELMS = [3, 4] as const;

/** Without its budget, with another answer, and with one object more. */
function second(first: Desired): Desired {
  const objects = first.objects
    .filter(({ kind }) => kind !== 'PodDisruptionBudget')
    .map((one) => (one.kind === 'ConfigMap' ? configMap('web', { answer: 'two', only: 'in two' }) : one));
  return { ...first, version: '2.0.0', objects: [...objects, configMap('extra')] };
}

const WITNESSES = ['namespace', 'persistentvolumeclaim/web', 'secret/password', 'customresourcedefinition'] as const;
/** What must still be there, and the same, whatever Helm and ODIN do. */
async function witnesses(namespace: string): Promise<readonly unknown[]> {
  const named = WITNESSES.map((what) => {
    if (what === 'namespace') return `namespace/${namespace}`;
    return what === 'customresourcedefinition' ? `${what}/gizmos.${namespace}.example` : what;
  });
  const objects = await Promise.all(named.map((what) => engine.get(namespace, what)));
  return objects.map(({ kind, metadata, data }) => [kind, metadata.uid, data]);
}

const statuses = async (desired: Desired) =>
  (await openBook(engine.context, desired, never).revisions.list()).map(
    ({ revision, status }) => `${revision} ${status}`,
  );

/** ODIN goes on to `second` and then takes a field away from it: what Helm came to own in between goes with it. */
async function expectGoingOn(first: Desired, namespace: string): Promise<void> {
  await engine.installed(second(first));
  expect(await engine.names(namespace, 'configmap,pdb')).toEqual([
    'configmap/extra',
    'configmap/kube-root-ca.crt',
    'configmap/web',
  ]);
  expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ answer: 'two', only: 'in two' });
  const third = second(first).objects.map((one) =>
    one.kind === 'ConfigMap' && one.metadata.name === 'web' ? configMap('web', { answer: 'three' }) : one,
  );
  await engine.installed({ ...first, version: '3.0.0', objects: third });
  expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ answer: 'three' });
}

describe.each(HELMS)('after helm %i', (major) => {
  const helm = (namespace: string, ...args: readonly string[]) => engine.helm(major, ...args, '-n', namespace);

  it('rolled back', async () => {
    const namespace = engine.namespaceFor(`rolled${major}`);
    const first = webRelease(namespace);
    await engine.installed(first);
    await engine.installed(second(first));
    const before = await witnesses(namespace);
    await helm(namespace, 'rollback', 'web', '1');
    expect(await statuses(first)).toEqual(['1 superseded', '2 superseded', '3 deployed']);

    const same = await engine.plan(first);
    expect(same.plan).toMatchObject({ verb: 'upgrade', blockers: [], needs: [] });
    expect(changesIn(same.plan)).toEqual([]);
    const forth = await engine.plan(second(first));
    expect(forth.plan).toMatchObject({ blockers: [], needs: [], conflicts: [] });
    expect(changesIn(forth.plan)).toEqual([
      `configured ConfigMap/${namespace}/web`,
      `configured Deployment/${namespace}/web`,
      `created ConfigMap/${namespace}/extra`,
      `deleted PodDisruptionBudget/${namespace}/web`,
    ]);
    await expectGoingOn(first, namespace);
    expect(await witnesses(namespace)).toEqual(before);
    expect((await statuses(first)).slice(-2)).toEqual(['4 superseded', '5 deployed']);
  });

  it('rolled back to the revision that brought the namespace', async () => {
    const namespace = engine.namespaceFor(`home${major}`);
    const numbered = (n: string) => releaseOf(namespace, [configMap('web', { n })], `${n}.0.0`);
    await engine.installed(numbered('1'));
    const { uid } = (await engine.get(namespace, `namespace/${namespace}`)).metadata;
    await engine.installed(numbered('2'));
    await helm(namespace, 'rollback', 'web', '1');
    expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ n: '1' });
    expect(changesIn((await engine.plan(numbered('1'))).plan)).toEqual([]);
    await helm(namespace, 'uninstall', 'web');
    expect((await engine.get(namespace, `namespace/${namespace}`)).metadata.uid).toBe(uid);
    const again = await engine.plan(numbered('3'));
    expect(again.plan).toMatchObject({ verb: 'install', blockers: [] });
    expect(await engine.apply(again)).toMatchObject({ phase: 'succeeded' });
    await engine.uninstalled(numbered('3'), true);
    expect((await engine.tryKubectl(['get', 'namespace', namespace])).code).not.toBe(0);
  });

  it('upgraded', async () => {
    const namespace = engine.namespaceFor(`upgraded${major}`);
    const first = webRelease(namespace);
    await engine.installed(first);
    const before = await witnesses(namespace);
    const record = await openBook(engine.context, first, never).revisions.read(1);
    const own = record === null ? [] : objectsOf(record);
    const changed = own
      .filter(({ kind }) => kind !== 'PodDisruptionBudget')
      .map((one) => (one.kind === 'ConfigMap' ? { ...one, data: { answer: 'of helm', more: 'of helm' } } : one));
    const chart = await chartOf('web', '9.0.0', [...changed, configMap('by-helm')]);
    await helm(namespace, 'upgrade', 'web', chart);
    expect(await statuses(first)).toEqual(['1 superseded', '2 deployed']);

    const prepared = await engine.plan(first);
    expect(prepared.plan).toMatchObject({ verb: 'upgrade', blockers: [], needs: [] });
    expect(changesIn(prepared.plan)).toEqual([
      `configured ConfigMap/${namespace}/web`,
      `created PodDisruptionBudget/${namespace}/web`,
      `deleted ConfigMap/${namespace}/by-helm`,
    ]);
    expect(await engine.apply(prepared)).toMatchObject({ phase: 'succeeded' });
    expect((await engine.get(namespace, 'configmap/web')).data).not.toHaveProperty('more');
    expect(await engine.names(namespace, 'configmap')).not.toContain('configmap/by-helm');

    const back = await engine.planRollback(first, 2);
    expect(back.plan).toMatchObject({ toRevision: 2, version: '9.0.0', blockers: [] });
    expect(await engine.apply(back)).toMatchObject({ phase: 'succeeded' });
    expect(await engine.names(namespace, 'configmap')).toContain('configmap/by-helm');
    await expectGoingOn(first, namespace);
    expect(await witnesses(namespace)).toEqual(before);
  });

  it.each([['without its history'], ['and kept its history']])('uninstalled, %s', async (how) => {
    const keeps = how.includes('kept');
    const namespace = engine.namespaceFor(`gone${major}`);
    const first = webRelease(namespace);
    await engine.installed(first);
    const before = await witnesses(namespace);
    await helm(namespace, 'uninstall', 'web', ...(keeps ? ['--keep-history'] : []));
    expect(await witnesses(namespace)).toEqual(before);
    expect(await engine.names(namespace, 'deployment,service,pdb')).toEqual([]);
    expect(await statuses(first)).toEqual(keeps ? ['1 uninstalled'] : []);

    const again = await engine.plan(webRelease(namespace));
    expect(again.plan).toMatchObject({ verb: 'install', blockers: [], needs: [] });
    const kept = ['Namespace', 'PersistentVolumeClaim', 'CustomResourceDefinition'];
    for (const { ref, op } of again.plan.changes) {
      const isThere = kept.includes(ref.kind) || ref.name === 'password';
      expect(op, `${ref.kind}/${ref.name}`).toBe(isThere ? 'unchanged' : 'created');
    }
    expect(await engine.apply(again)).toMatchObject({ phase: 'succeeded' });
    expect(await witnesses(namespace)).toEqual(before);
    expect(await statuses(first)).toEqual(keeps ? ['1 uninstalled', '2 deployed'] : ['1 deployed']);
    const history = JSON.parse(await helm(namespace, 'history', 'web', '-o', 'json'));
    expect(history.at(-1)).toMatchObject({ status: 'deployed', description: 'Install complete' });
  });

  it('uninstalled, the rest can be ended by ODIN', async () => {
    const namespace = engine.namespaceFor(`ended${major}`);
    const first = webRelease(namespace);
    await engine.installed(first);
    await helm(namespace, 'uninstall', 'web');
    await engine.uninstalled(first);
    expect(await openBook(engine.context, first, never).state.read()).toBeNull();
    const notes = engine.client.request({ path: `/api/v1/namespaces/${namespace}/secrets/odin-state.web` });
    await expect(notes).rejects.toMatchObject({ status: 404 });
    expect(await engine.names(namespace, 'pvc,secret')).toEqual(['persistentvolumeclaim/web', 'secret/password']);
  });

  it('made a release itself: it is shown, and not touched', async () => {
    const namespace = engine.namespaceFor(`made${major}`);
    const objects: readonly KubeObject[] = [configMap('web', { answer: 'of helm' })];
    await helm(namespace, 'install', 'web', await chartOf('web', '9.0.0', objects), '--create-namespace');
    const desired = releaseOf(namespace, [configMap('web', { answer: 'of odin' })]);
    const before = await engine.get(namespace, 'configmap/web');

    expect(await listReleases(engine.context, namespace, never)).toMatchObject([
      { release: 'web', namespace, revision: 1, status: 'deployed', owner: 'helm' },
    ]);
    expect(await readHistory(openBook(engine.context, desired, never))).toMatchObject([
      { revision: 1, version: '9.0.0', status: 'deployed', description: 'Install complete' },
    ]);
    const sentence = `Release web in namespace ${namespace} was made by Helm; ODIN shows it but does not change it.`;
    const everything = ['force', 'adopt', 'takeOver'] as const;
    for (const prepared of [
      await engine.plan(desired, everything),
      await engine.planRollback(desired, 1, everything),
      await engine.planUninstall(desired),
    ]) {
      expect(prepared.plan.blockers).toContain(sentence);
      await expect(engine.apply(prepared)).rejects.toMatchObject({ message: expect.stringContaining(sentence) });
    }
    expect(await engine.get(namespace, 'configmap/web')).toEqual(before);
    expect(await engine.names(namespace, 'secret,lease')).toEqual(['secret/sh.helm.release.v1.web.v1']);
    await helm(namespace, 'uninstall', 'web');
  });

  it('was killed in the middle of an upgrade: its change is taken over when a person agrees', async () => {
    const namespace = engine.namespaceFor(`killed${major}`);
    const first = webRelease(namespace);
    await engine.installed(first);
    const before = await witnesses(namespace);
    const record = await openBook(engine.context, first, never).revisions.read(1);
    const waiting = (record === null ? [] : objectsOf(record)).map((one) =>
      one.kind === 'Deployment' ? { ...one, spec: { ...(one.spec as object), replicas: 1 } } : one,
    );
    await killInTheMiddle(major, namespace, await chartOf('web', '9.0.0', [...waiting, configMap('by-helm')]));
    expect(await statuses(first)).toEqual(['1 deployed', '2 pending-upgrade']);

    const blocked = await engine.plan(first);
    expect(blocked.plan.needs).toEqual(['takeOver']);
    const since = (await openBook(engine.context, first, never).revisions.read(2))?.info.last_deployed ?? 'never';
    expect(blocked.plan.blockers).toEqual([expect.stringContaining(`is pending-upgrade since ${since}`)]);
    await expect(engine.apply(blocked)).rejects.toMatchObject({ code: 'invalid' });
    expect(await statuses(first)).toEqual(['1 deployed', '2 pending-upgrade']);

    const agreed = await engine.plan(first, ['takeOver']);
    expect(agreed.plan).toMatchObject({ blockers: [], needs: [], consent: ['takeOver'] });
    expect(changesIn(agreed.plan)).toEqual([
      `configured Deployment/${namespace}/web`,
      `deleted ConfigMap/${namespace}/by-helm`,
    ]);
    expect(await engine.apply(agreed)).toMatchObject({ phase: 'succeeded' });
    expect(await statuses(first)).toEqual(['1 superseded', '2 failed', '3 deployed']);
    expect((await engine.get(namespace, 'deployment/web')).spec.replicas).toBe(0);
    expect(await engine.names(namespace, 'configmap')).not.toContain('configmap/by-helm');
    expect(await witnesses(namespace)).toEqual(before);
    const list = JSON.parse(await helm(namespace, 'list', '-o', 'json'));
    expect(list).toMatchObject([{ revision: '3', status: 'deployed' }]);
  });
});

/** Starts an upgrade that waits for pods that nobody runs, and ends it as a crash would once it has written everything. */
async function killInTheMiddle(major: 3 | 4, namespace: string, chart: string): Promise<void> {
  const { helm } = await oracleTools(major);
  const args = [
    'upgrade',
    'web',
    chart,
    '-n',
    namespace,
    '--wait',
    '--timeout=5m',
    `--kubeconfig=${engine.kubeconfig}`,
  ];
  const child = spawn(helm, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    await vi.waitFor(
      async () => {
        const { spec } = await engine.get(namespace, 'deployment/web');
        expect([child.exitCode, spec.replicas]).toEqual([null, 1]);
        expect(await engine.names(namespace, 'configmap')).toContain('configmap/by-helm');
      },
      { timeout: 60_000, interval: 200 },
    );
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
