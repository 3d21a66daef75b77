// From revision to revision: upgrades that cannot become healthy go back by themselves, and a person goes back to any revision
// of the history. Helm says what came of it.
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../electron/kube/api-error.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import { expectAbsent, type Ground } from './ground.ts';
import { changesIn, claim, configMap, releaseOf } from './objects.ts';
import { type Desired, intercepted, odinOn } from './odin.ts';
import { releaseOn } from './release.scenarios.ts';

const answering = (desired: Desired, answer: string): Desired => ({
  ...desired,
  version: `${answer}.0.0`,
  objects: desired.objects.map((one) => (one.kind === 'ConfigMap' ? { ...one, data: { answer } } : one)),
});
const withMore = (desired: Desired, ...more: readonly KubeObject[]): Desired => ({
  ...desired,
  objects: [...desired.objects, ...more],
});
const named = (object: KubeObject, name: string): KubeObject => ({ ...object, metadata: { ...object.metadata, name } });

/** Registers them. */
export function revisionScenarios(ground: Ground): void {
  const { odin } = ground;
  const { namespaceFor } = ground;
  const history = (namespace: string) => ground.judge.history(namespace, 'web');
  const get = (namespace: string, what: string) => ground.person.get(namespace, what);
  const migrate = (): KubeObject => ground.hopeless('migrate');
  /** `Job/there/migrate: …` with the reason why it fails. */
  const migrateFails = (namespace: string, more = '') =>
    new RegExp(`^${migrate().kind}/${namespace}/migrate: .*${ground.hopelessReason}${more}`);

  describe('an upgrade that cannot become healthy', () => {
    it('goes back by itself, says the one reason, and keeps volumes and strangers', async () => {
      const namespace = namespaceFor('back');
      const good = releaseOn(ground, namespace);
      await odin.installed(good);
      await ground.person.create(namespace, configMap('of-a-stranger'));
      const added = [migrate(), claim('more', `${namespace}-late`)];
      const prepared = await odin.plan(withMore(answering(good, 'no'), ...added));
      expect(prepared.plan.verb).toBe('upgrade');
      const phases: string[] = [];
      const operation = await odin.apply(prepared, ({ phase }) => phases.push(phase));
      expect(operation).toMatchObject({
        phase: 'failed',
        rolledBackTo: 1,
        error: expect.stringMatching(migrateFails(namespace)),
      });
      expect([...new Set(phases)]).toEqual(['preflight', 'applying', 'verifying', 'rollingBack', 'failed']);

      expect((await get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'yes' });
      await expectAbsent(ground.person, namespace, `${migrate().kind}/migrate`);
      expect(await ground.person.names(namespace, 'pvc,configmap')).toEqual([
        'configmap/kube-root-ca.crt',
        'configmap/of-a-stranger',
        'configmap/web',
        'persistentvolumeclaim/more',
        'persistentvolumeclaim/web',
      ]);
      expect(await history(namespace)).toMatchObject([
        { revision: 1, status: 'superseded' },
        { revision: 2, status: 'failed', description: operation.error },
        { revision: 3, status: 'deployed', description: 'Rollback to 1', chart: 'web-1.2.3' },
      ]);
      // Each says how long it took itself: together no longer than the two of them did.
      const [back, failed, first] = (await odin.history(good)).map(({ tookSeconds }) => tookSeconds ?? Number.NaN);
      expect(first).toBeGreaterThan(0);
      expect(failed).toBeGreaterThan(0);
      expect(back).toBeGreaterThan(0);
      const { startedAt, endedAt = 0 } = operation;
      expect((failed ?? 0) + (back ?? 0)).toBeLessThanOrEqual((endedAt - startedAt) / 1_000 + 0.1);
      const notes = await odin.notes(good);
      expect(notes).toMatchObject({ revision: 3, journal: null });
      expect(notes?.inventory.find(({ name }) => name === 'more')).toMatchObject({ policy: 'keep' });
      expect(await ground.judge.diff(namespace, 'web')).toBe('');
      expect(changesIn((await odin.plan(good)).plan)).toEqual([]);
    });

    it('goes back when an object is refused after the configuration was applied', async () => {
      const namespace = namespaceFor('refused');
      const good = releaseOn(ground, namespace);
      await odin.installed(good);
      // Workloads come after configuration.
      const late = good.objects.filter(({ kind }) => kind === 'Deployment').map((one) => named(one, 'refused'));
      const prepared = await odin.plan(withMore(answering(good, 'no'), ...late));
      expect(prepared.plan.blockers).toEqual([]);
      await ground.person.create(namespace, {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'late' },
        spec: { hard: { 'count/deployments.apps': '1' } },
      });
      // Before it is counted, a quota lets things pass.
      await expect.poll(async () => (await get(namespace, 'quota/late')).status?.hard).toBeDefined();
      let applied: readonly string[] = [];
      const operation = await odin.apply(prepared, ({ phase, objects }) => {
        if (phase !== 'rollingBack') return;
        applied = objects.filter(({ step }) => step === 'applied').map(({ ref }) => formatRef(ref));
      });
      expect(applied).toContain(`ConfigMap/${namespace}/web`);
      expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
      expect(operation.error).toMatch(new RegExp(`^Deployment/${namespace}/refused: .*exceeded quota: late`));
      expect((await get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'yes' });
      await expectAbsent(ground.person, namespace, 'deployment/refused');
    });

    it('says what a person must do when going back fails too', async () => {
      const namespace = namespaceFor('twice');
      const good = releaseOn(ground, namespace);
      await odin.installed(good);
      const prepared = await odin.plan(withMore(answering(good, 'no'), migrate()));
      let seizing: Promise<void> | undefined;
      const operation = await odin.apply(prepared, ({ phase }) => {
        if (phase !== 'verifying') return;
        seizing ??= ground.person.patch(namespace, 'configmap/web', { data: { answer: 'mine' } });
      });
      await seizing;
      expect(operation).toMatchObject({ phase: 'failed' });
      expect(operation.rolledBackTo).toBeUndefined();
      expect(operation.mayGoBackTo).toBe(1);
      expect(operation.error).toMatch(
        migrateFails(
          namespace,
          `.*\\. Going back to revision 1 did not succeed: ConfigMap/${namespace}/web: data.answer is managed by kubectl-patch\\.$`,
        ),
      );
      expect(await history(namespace)).toMatchObject([
        { revision: 1, status: 'deployed' },
        { revision: 2, status: 'failed' },
      ]);

      // It is told as what it is, until it is mended.
      const failure = expect.stringMatching(
        /\. Going back to revision 1 did not succeed: .* managed by kubectl-patch\.$/,
      );
      expect((await odin.standing(good)).unfinished).toMatchObject({ failure, undo: 'rollBack', lastGood: 1 });
      const blocked = (await odin.plan(good)).plan;
      expect(blocked.warnings).toEqual([expect.stringMatching(/did not succeed: .*\. This goes on from there\.$/)]);
      expect(JSON.stringify(blocked)).not.toContain('was interrupted');
      expect(await odin.apply(await odin.planRollback(good, 1, ['force']))).toMatchObject({ phase: 'succeeded' });
      expect((await odin.standing(good)).unfinished).toBeUndefined();
    });

    it('says so, too, when going back was begun, and offers no revision that never became healthy', async () => {
      const namespace = namespaceFor('sick');
      const good = releaseOn(ground, namespace);
      await odin.installed(good);
      const prepared = await odin.plan(withMore(answering(good, 'no'), migrate()));
      let isBack = false;
      const refused = odinOn(() =>
        intercepted(ground.client, async (request) => {
          const isApplied = request.method === 'PATCH' && request.query?.dryRun === undefined;
          if (isBack && isApplied && request.path.endsWith('/configmaps/web')) throw new ApiError(403, 'not today');
          return ground.client.request(request) as never;
        }),
      );
      const operation = await refused.apply(prepared, ({ phase }) => {
        isBack ||= phase === 'rollingBack';
      });
      expect(operation.error).toContain('Going back to revision 1 did not succeed: ');
      const failure = expect.stringMatching(/Going back to revision 1 did not succeed: .*not today\.$/);
      expect(await history(namespace)).toMatchObject([
        { revision: 1, status: 'deployed' },
        { revision: 2, status: 'failed' },
        { revision: 3, status: 'failed', description: failure },
      ]);
      expect((await odin.standing(good)).unfinished).toMatchObject({ verb: 'rollback', revision: 3, failure });
      for (const revision of [2, 3]) {
        await expect(odin.planRollback(good, revision)).rejects.toMatchObject({
          code: 'invalid',
          message: `Release web in namespace ${namespace}: revision ${revision} is failed, and never became healthy.`,
        });
      }
      expect(await odin.apply(await odin.planRecovery(good, 'undo'))).toMatchObject({ phase: 'succeeded' });
      expect((await odin.standing(good)).unfinished).toBeUndefined();
      expect((await history(namespace)).at(-1)).toMatchObject({ revision: 4, status: 'deployed' });
    });

    it('is never undone by an uninstall where it had gone back, and only that could not be written down', async () => {
      const namespace = namespaceFor('unsaid');
      const good = releaseOn(ground, namespace);
      await odin.installed(good);
      const prepared = await odin.plan(withMore(answering(good, 'no'), migrate()));
      let isBack = false;
      const refused = odinOn(() =>
        intercepted(ground.client, async (request) => {
          const { data } = (request.body ?? {}) as { data?: { state?: string } };
          const state = Buffer.from(data?.state ?? '', 'base64').toString();
          if (isBack && request.method === 'PUT' && state.includes('"journal":null'))
            throw new ApiError(409, 'somebody else was faster');
          return ground.client.request(request) as never;
        }),
      );
      const operation = await refused.apply(prepared, ({ phase }) => {
        isBack ||= phase === 'rollingBack';
      });
      expect(operation.error).toContain('Going back to revision 1 did not succeed: Somebody else changed the notes');
      const revisions = [{ status: 'superseded' }, { status: 'failed' }, { status: 'deployed' }];
      expect(await history(namespace)).toMatchObject(revisions);
      expect((await odin.standing(good)).unfinished).not.toHaveProperty('undo');
      const recovery = await odin.planRecovery(good, 'undo');
      expect(recovery.verb).not.toBe('uninstall');
      expect(await odin.apply(recovery)).toMatchObject({ phase: 'succeeded' });
      expect((await odin.standing(good)).unfinished).toBeUndefined();
    });

    it('frees a StatefulSet that waits for a pod of a bad revision', async ({ skip }) => {
      const namespace = namespaceFor('stuck');
      await ground.person.create('', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      const stop = ground.runPods(namespace);
      if (stop === undefined) return skip('the test plays the kubelet, and here is a real one');
      try {
        await odin.installed(releaseOf(namespace, [statefulSet('web:good')], '1'));
        const first = await get(namespace, 'pod/web-0');
        const operation = await odin.apply(
          await odin.plan(releaseOf(namespace, [statefulSet('web:bad'), migrate()], '1')),
        );
        expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
        const pod = await get(namespace, 'pod/web-0');
        expect(pod.metadata.uid).not.toBe(first.metadata.uid);
        expect(pod).toMatchObject({ spec: { containers: [{ image: 'web:good' }] } });
        expect(await history(namespace)).toMatchObject([{}, { status: 'failed' }, { status: 'deployed' }]);
      } finally {
        await stop();
      }
    });
  });

  it('offers to clean up after a first install that failed, and keeps its volumes then', async () => {
    const namespace = namespaceFor('first');
    const desired = releaseOn(ground, namespace);
    const operation = await odin.apply(await odin.plan(withMore(desired, migrate())));
    expect(operation).toMatchObject({ phase: 'failed', offer: 'cleanUp' });
    expect(await odin.apply(await odin.planUninstall(desired))).toMatchObject({ phase: 'succeeded' });
    const left = await ground.person.names(namespace, 'deployment,service,pvc');
    expect(left).toEqual(['persistentvolumeclaim/web']);
    await expectAbsent(ground.person, namespace, `${migrate().kind}/migrate`);
  });

  describe('a person', () => {
    it('is offered the newest healthy revision where going back to an older one fails', async () => {
      const namespace = namespaceFor('half-way');
      const first = releaseOn(ground, namespace);
      await odin.installed(first);
      await odin.installed(answering(first, 'two'));
      let isSeized = false;
      const late = odinOn(() =>
        intercepted(ground.client, async (request) => {
          const isWrite = request.method === 'PATCH' && request.query?.dryRun === undefined;
          if (isWrite && request.path.endsWith('/configmaps/web') && !isSeized) {
            isSeized = true;
            await ground.person.patch(namespace, 'configmap/web', { data: { answer: 'mine' } });
          }
          return ground.client.request(request);
        }),
      );
      const operation = await late.apply(await late.planRollback(first, 1));
      expect(operation).toMatchObject({ phase: 'failed', mayGoBackTo: 2 });
      expect(operation.rolledBackTo).toBeUndefined();
      expect((await odin.standing(first)).installed).toMatchObject({ revision: 3, status: 'failed', lastGood: 2 });
      expect(await odin.apply(await odin.planRollback(first, 2, ['force']))).toMatchObject({ phase: 'succeeded' });
      expect((await get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'two' });
    });

    it('goes back to any revision after seeing its plan', async () => {
      const namespace = namespaceFor('any');
      const first = releaseOn(ground, namespace);
      await odin.installed(first);
      const password = (await get(namespace, 'secret/password')).data;
      await odin.installed(withMore(answering(first, 'two'), claim('more', `${namespace}-late`)));
      const third = answering(first, 'three');
      const objects = third.objects.filter(({ kind }) => kind !== 'PodDisruptionBudget');
      await odin.installed({ ...third, objects });

      const prepared = await odin.planRollback(first, 1);
      expect(prepared.plan).toMatchObject({ verb: 'rollback', toRevision: 1, version: '1.2.3', blockers: [] });
      expect(changesIn(prepared.plan)).toEqual([
        `configured ConfigMap/${namespace}/web`,
        `configured Deployment/${namespace}/web`,
        `created PodDisruptionBudget/${namespace}/web`,
      ]);
      expect(await odin.apply(prepared)).toMatchObject({ phase: 'succeeded' });
      expect(await history(namespace)).toMatchObject([
        { revision: 1, status: 'superseded' },
        { revision: 2, status: 'superseded' },
        { revision: 3, status: 'superseded' },
        { revision: 4, status: 'deployed', description: 'Rollback to 1', app_version: '1.2.3' },
      ]);
      expect(changesIn((await odin.plan(first)).plan)).toEqual([]);
      expect((await get(namespace, 'secret/password')).data).toEqual(password);
      expect((await get(namespace, 'persistentvolumeclaim/more')).metadata.name).toBe('more');
    });

    it('is told when there is no such revision', async () => {
      const namespace = namespaceFor('none');
      const desired = releaseOn(ground, namespace);
      await expect(odin.planRollback(desired)).rejects.toMatchObject({ code: 'notFound' });
      await odin.installed(desired);
      await expect(odin.planRollback(desired, 7)).rejects.toMatchObject({
        code: 'notFound',
        message: `Release web in namespace ${namespace} has no revision 7.`,
      });
      await expect(odin.planRollback(desired)).rejects.toMatchObject({
        message: `Release web in namespace ${namespace} has no earlier revision that was healthy.`,
      });
    });

    it('keeps ten revisions, and the last good one however many failed since', async () => {
      const namespace = namespaceFor('ten');
      const desired: Desired = { ...releaseOn(ground, namespace), objects: [configMap('web', { answer: '0' })] };
      for (let n = 1; n <= 12; n += 1) await odin.installed(answering(desired, `${n}`));
      const numbers = (await history(namespace)).map(({ revision }) => revision);
      expect(numbers).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    });
  });
}

/** One pod; of the image `web:bad` it never starts, wherever it is. */
function statefulSet(image: string): KubeObject {
  // Without one, the engine watches whether it stays up.
  const readinessProbe = { tcpSocket: { port: 80 } };
  const failing = image === 'web:bad' ? { annotations: { 'demo.odin/fail': 'image' } } : {};
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: {
      replicas: 1,
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' }, ...failing },
        spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'web', image, readinessProbe }] },
      },
    },
  };
}
