// Objects that a person applied before there was a release: they become part of one only when agreed, and then wholly.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Ground, Live } from './ground.ts';
import { changesIn, claim, configMap, releaseOf } from './objects.ts';

/** Controllers that have nothing more to say have been silent for so long. */
const SETTLED_MS = 300;

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

const managersOf = (object: Live): readonly string[] =>
  (object.metadata.managedFields as readonly Record<string, string>[]).map(
    ({ manager, operation }) => `${manager} ${operation}`,
  );
/** Registers them; for each of the ways to apply that a person has there. */
export function adoptionScenarios(ground: Ground, ways: readonly string[]): void {
  const { odin } = ground;
  const { namespaceFor } = ground;
  const get = (namespace: string, what: string) => ground.person.get(namespace, what);
  const names = (namespace: string, kinds: string) => ground.person.names(namespace, kinds);
  const makeNamespace = (name: string) =>
    ground.person.create('', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  async function applyByHand(namespace: string, what: readonly KubeObject[], how: string): Promise<void> {
    await makeNamespace(namespace);
    const apply = ground.waysToApply[how];
    if (apply === undefined) throw new Error(`Nobody applies by ${how} here.`);
    for (const object of what) await apply(namespace, object);
  }
  const uidsOf = async (namespace: string) => {
    const what = ['deployment/web', 'service/web', 'configmap/web'];
    const there = await Promise.all(what.map((one) => get(namespace, one)));
    return there.map(({ metadata }) => metadata.uid);
  };

  describe.each(ways)('objects made by %s', (how) => {
    it('are left alone until a person agrees, then are the release’s own', async () => {
      const namespace = namespaceFor('same');
      await applyByHand(namespace, objects, how);
      const uids = await uidsOf(namespace);
      const desired = releaseOf(namespace, objects);
      const blocked = await odin.plan(desired);
      expect(blocked.plan.needs).toEqual(['adopt']);
      expect(blocked.plan.blockers).toHaveLength(objects.length);
      for (const blocker of blocked.plan.blockers)
        expect(blocker).toMatch(/exists and belongs to no release: .*namespace/);
      await expect(odin.apply(blocked)).rejects.toMatchObject({ code: 'invalid' });
      expect(await names(namespace, 'secret,lease')).toEqual([]);

      await odin.installed(desired, ['adopt']);
      expect(await uidsOf(namespace)).toEqual(uids);
      for (const what of ['deployment/web', 'service/web', 'configmap/web']) {
        const live = await get(namespace, what);
        expect(managersOf(live).filter((manager) => manager.startsWith('kubectl'))).toEqual([]);
        expect(live.metadata.annotations).toMatchObject({ 'meta.helm.sh/release-name': 'web' });
      }
      expect(changesIn((await odin.plan(desired)).plan)).toEqual([]);

      const fewer = [...objects.slice(0, 2), configMap('web', { answer: 'yes' })];
      await odin.installed(releaseOf(namespace, fewer, '2.0.0'));
      expect((await get(namespace, 'configmap/web')).data).toEqual({ answer: 'yes' });
      await odin.uninstalled(desired);
      expect(await names(namespace, 'deployment,service,configmap')).toEqual(['configmap/kube-root-ca.crt']);
    });

    it('are shown as they would become where they differ, and lose nothing that the release does not name', async () => {
      const namespace = namespaceFor('differ');
      const theirs = [deployment('web', 1), configMap('web', { answer: 'mine', own: 'stays' })];
      await applyByHand(namespace, theirs, how);
      const desired = releaseOf(namespace, objects);
      const agreed = await odin.plan(desired, ['adopt']);
      expect(agreed.plan).toMatchObject({ blockers: [], needs: [] });
      const change = agreed.plan.changes.find(({ ref }) => ref.kind === 'ConfigMap');
      expect(change).toMatchObject({
        op: 'configured',
        before: expect.stringContaining('answer: mine'),
        after: expect.stringContaining('answer: "yes"'),
      });
      expect(await odin.apply(agreed)).toMatchObject({ phase: 'succeeded' });
      const live = await get(namespace, 'configmap/web');
      expect(live.data).toEqual({ answer: 'yes', later: 'gone', own: 'stays' });
      expect((await get(namespace, 'deployment/web')).spec.replicas).toBe(0);
    });
  });

  it('lets another tool that applies keep what it wants too, and says so', async () => {
    const namespace = namespaceFor('argo');
    await makeNamespace(namespace);
    for (const object of objects) await ground.person.applyAs('argo', namespace, object);
    await odin.installed(releaseOf(namespace, objects), ['adopt']);
    const fewer = [...objects.slice(0, 2), configMap('web', { answer: 'yes' })];
    const prepared = await odin.plan(releaseOf(namespace, fewer, '2.0.0'));
    const change = prepared.plan.changes.find(({ ref }) => ref.kind === 'ConfigMap');
    expect(change?.before).toBe(change?.after);
    expect(await odin.apply(prepared)).toMatchObject({ phase: 'succeeded' });
    const live = await get(namespace, 'configmap/web');
    expect(live.data).toEqual({ answer: 'yes', later: 'gone' });
    expect(managersOf(live)).toContain('argo Apply');
  });

  it.each<readonly [what: string, theirs: KubeObject, ours: KubeObject]>([
    ['selector of a Deployment', deployment('theirs'), deployment('web')],
    ['address of a Service', service(), service({ clusterIP: 'None' })],
    ['class of a claim', claim('web', 'theirs'), claim('web', 'ours')],
  ])('does not adopt where the %s differs, and offers another namespace', async (_what, theirs, ours) => {
    const namespace = namespaceFor('fixed');
    await applyByHand(namespace, [theirs], ways[0] ?? '');
    const before = await settled(() => get(namespace, `${theirs.kind}/web`));
    for (const consent of [[], ['adopt'], ['adopt', 'force']] as const) {
      const prepared = await odin.plan(releaseOf(namespace, [ours]), consent);
      expect(prepared.plan.blockers).toHaveLength(1);
      expect(prepared.plan.blockers[0]).toMatch(new RegExp(`^${ours.kind}/${namespace}/web .*another namespace`));
      expect(prepared.plan.needs).toEqual([]);
      await expect(odin.apply(prepared)).rejects.toMatchObject({ message: prepared.plan.blockers[0] });
    }
    expect(await get(namespace, `${theirs.kind}/web`)).toEqual(before);
  });

  it('adopts a claim with its volume, and keeps it when the release ends', async () => {
    const namespace = namespaceFor('claim');
    const late = `${namespace}-late`;
    const storage: KubeObject = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: late },
      provisioner: 'example.com/none',
      volumeBindingMode: 'WaitForFirstConsumer',
    };
    await ground.person.create('', storage);
    await applyByHand(namespace, [claim('web', late)], ways[0] ?? '');
    const { uid } = (await get(namespace, 'pvc/web')).metadata;
    const desired = releaseOf(namespace, [claim('web', late)]);
    await odin.installed(desired, ['adopt']);
    expect((await odin.notes(desired))?.inventory).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'PersistentVolumeClaim', policy: 'keep', uid })]),
    );
    await odin.uninstalled(desired);
    expect((await get(namespace, 'pvc/web')).metadata.uid).toBe(uid);
  });
}

/** The object once its controllers, where there are any, have said all that they have to say of it. */
function settled(read: () => Promise<Live>): Promise<Live> {
  return vi.waitFor(
    async () => {
      const object = await read();
      await sleep(SETTLED_MS);
      expect(await read()).toEqual(object);
      return object;
    },
    { timeout: 20_000 },
  );
}
