// From revision to revision on a real API server: upgrades that cannot become healthy go back by themselves, and a person
// goes back to any revision of the history. Helm says what came of it.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply/apply-plan.ts';
import type { ReleaseContext } from '../../electron/release/context.ts';
import { planRevision } from '../../electron/release/plan/plan-revision.ts';
import { planRollback } from '../../electron/release/plan/plan-rollback.ts';
import { planUninstall } from '../../electron/release/plan/plan-uninstall.ts';
import type { PreparedPlan } from '../../electron/release/plan/prepared.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { apiServer } from '../cluster/cluster.ts';
import { oracleTools } from '../cluster/helm.ts';
import { run } from '../cluster/run.ts';
import { claim, hopelessJob } from './engine.ts';
import { imitateKubelet } from './kubelet.ts';
import { releaseObjects, webRelease } from './release-objects.ts';

const { kubeconfig, kubectl, tryKubectl } = apiServer();
const never = new AbortController().signal;
const made: string[] = [];
let context: ReleaseContext;
let client: KubeClient;
let helm = async (..._args: string[]): Promise<string> => '';

beforeAll(async () => {
  client = await connect({ file: kubeconfig, context: (await kubectl(['config', 'current-context'])).trim() });
  const lockTimes = { durationMs: 1_000, deadlineMs: 700, renewMs: 200 };
  context = { client, discovery: new Discovery(client), verifyLimitMs: 60_000, lockTimes };
  const tools = await oracleTools();
  helm = (...args) => run(tools.helm, [...args, `--kubeconfig=${kubeconfig}`]);
});
afterEach(async () => {
  for (const namespace of made.splice(0)) {
    await tryKubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
    const own = [`customresourcedefinition/gizmos.${namespace}.example`, `storageclass/${namespace}-late`];
    await tryKubectl(['delete', ...own, '--ignore-not-found', '--wait=false']);
  }
});
afterAll(() => client.close());

const namespaceFor = (what: string) => {
  const namespace = `revision-${what}-${Date.now().toString(36)}`;
  made.push(namespace);
  return namespace;
};
const apply = (prepared: PreparedPlan, onProgress: (operation: Operation) => void = () => {}) =>
  applyPlan(context, prepared, onProgress, never);
const plan = (desired: Desired) => planRevision(openBook(context, desired, never), { desired, consent: [] });
async function installed(desired: Desired): Promise<Operation> {
  const operation = await apply(await plan(desired));
  expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
  return operation;
}
const get = async (namespace: string, what: string): Promise<KubeObject & Record<string, never>> =>
  JSON.parse(await kubectl(['get', '-n', namespace, what, '-o', 'json']));
const history = async (namespace: string): Promise<readonly object[]> =>
  JSON.parse(await helm('history', 'web', '-n', namespace, '-o', 'json'));
const different = ({ plan: { changes } }: PreparedPlan) =>
  changes.filter(({ op }) => op !== 'unchanged' && op !== 'kept').map(({ op, ref }) => `${op} ${formatRef(ref)}`);
const config = (desired: Desired, answer: string): Desired => ({
  ...desired,
  version: `${answer}.0.0`,
  objects: desired.objects.map((one) => (one.kind === 'ConfigMap' ? { ...one, data: { answer } } : one)),
});

describe('an upgrade that cannot become healthy', () => {
  it('goes back by itself, says the one reason, and keeps volumes and strangers', async () => {
    const namespace = namespaceFor('back');
    const good = webRelease(namespace);
    await installed(good);
    await kubectl(['create', 'configmap', 'of-a-stranger', '-n', namespace]);
    const bad = config(good, 'no');
    const added = [hopelessJob('migrate'), claim('more', `${namespace}-late`)];
    const prepared = await plan({ ...bad, objects: [...bad.objects, ...added] });
    expect(prepared.plan.verb).toBe('upgrade');
    const phases: string[] = [];
    const operation = await apply(prepared, ({ phase }) => phases.push(phase));
    expect(operation).toMatchObject({
      phase: 'failed',
      rolledBackTo: 1,
      error: expect.stringMatching(new RegExp(`^Job/${namespace}/migrate: .*deadline`)),
    });
    expect([...new Set(phases)]).toEqual(['preflight', 'applying', 'verifying', 'rollingBack', 'failed']);

    expect((await get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'yes' });
    const left = await kubectl(['get', 'job,pvc,configmap', '-n', namespace, '-o', 'name']);
    expect(left.trim().split('\n').sort()).toEqual([
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
    const state = (await openBook(context, good, never).state.read())?.state;
    expect(state).toMatchObject({ revision: 3, journal: null });
    expect(state?.inventory.find(({ name }) => name === 'more')).toMatchObject({ policy: 'keep' });
    const manifest = await helm('get', 'manifest', 'web', '-n', namespace);
    expect(await tryKubectl(['diff', '-f', '-'], { input: manifest })).toMatchObject({ code: 0, stdout: '' });
    expect(different(await plan(good))).toEqual([]);
  });

  it('goes back when an object is refused in the middle of it', async () => {
    const namespace = namespaceFor('refused');
    const good = webRelease(namespace);
    await installed(good);
    const prepared = await plan(config(good, 'no'));
    const policy = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'late', namespace },
      spec: { hard: { 'count/jobs.batch': '0' } },
    });
    const late = { ...config(good, 'no') };
    const withJob = await plan({ ...late, objects: [...late.objects, hopelessJob('refused')] });
    expect(prepared.plan.blockers).toEqual([]);
    await kubectl(['apply', '-f', '-'], { input: policy });
    await kubectl(['wait', 'quota/late', '-n', namespace, '--for=jsonpath={.status.hard}', '--timeout=30s']);
    const operation = await apply(withJob);
    expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
    expect(operation.error).toMatch(new RegExp(`^Job/${namespace}/refused: .*exceeded quota: late`));
    expect((await get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'yes' });
  });

  it('says what a person must do when going back fails too', async () => {
    const namespace = namespaceFor('twice');
    const good = webRelease(namespace);
    await installed(good);
    const bad = config(good, 'no');
    const prepared = await plan({ ...bad, objects: [...bad.objects, hopelessJob('migrate')] });
    const seized = vi.fn(async () => {
      await kubectl(['patch', 'configmap', 'web', '-n', namespace, '-p', '{"data":{"answer":"mine"}}']);
    });
    let seizing: Promise<void> | undefined;
    const operation = await apply(prepared, ({ phase }) => {
      if (phase === 'verifying') seizing ??= seized();
    });
    await seizing;
    expect(operation).toMatchObject({ phase: 'failed' });
    expect(operation.rolledBackTo).toBeUndefined();
    expect(operation.error).toMatch(
      new RegExp(
        `^Job/${namespace}/migrate: .*\\. Going back to revision 1 did not succeed: ConfigMap/${namespace}/web: data.answer is managed by kubectl-patch; mend that, then run: odin rollback web 1 --namespace ${namespace}$`,
      ),
    );
    expect(await history(namespace)).toMatchObject([
      { revision: 1, status: 'deployed' },
      { revision: 2, status: 'failed' },
    ]);
  });

  it('frees a StatefulSet that waits for a pod of a bad revision', async ({ skip }) => {
    const nodes = (await kubectl(['get', 'nodes', '-o', 'name'])).trim();
    skip(nodes !== '', 'the test plays the kubelet, and here is a real one');
    const namespace = namespaceFor('stuck');
    await kubectl(['create', 'namespace', namespace]);
    const set = (image: string): KubeObject => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web' },
      spec: {
        replicas: 1,
        serviceName: 'web',
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'web', image }] },
        },
      },
    });
    const desired = (image: string, more: readonly KubeObject[] = []): Desired => ({
      release: 'web',
      namespace,
      version: '1',
      objects: [set(image), ...more],
      createOnly: [],
      skipped: [],
    });
    const kubelet = imitateKubelet(client, namespace, (image) => image !== 'web:bad');
    try {
      await installed(desired('web:good'));
      const first = await get(namespace, 'pod/web-0');
      const operation = await apply(await plan(desired('web:bad', [hopelessJob('migrate')])));
      expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
      const pod = await get(namespace, 'pod/web-0');
      expect(pod.metadata.uid).not.toBe(first.metadata.uid);
      expect(pod).toMatchObject({ spec: { containers: [{ image: 'web:good' }] } });
      expect(await history(namespace)).toMatchObject([{}, { status: 'failed' }, { status: 'deployed' }]);
    } finally {
      await kubelet();
    }
  });
});

it('offers to clean up after a first install that failed, and keeps its volumes then', async () => {
  const namespace = namespaceFor('first');
  const desired = webRelease(namespace);
  const operation = await apply(await plan({ ...desired, objects: [...desired.objects, hopelessJob('migrate')] }));
  expect(operation).toMatchObject({ phase: 'failed', offer: 'cleanUp' });
  const cleanUp = await planUninstall(openBook(context, desired, never), { deleteData: false, consent: [] });
  expect(await apply(cleanUp)).toMatchObject({ phase: 'succeeded' });
  const left = await kubectl(['get', 'deployment,job,service,pvc', '-n', namespace, '-o', 'name']);
  expect(left.trim()).toBe('persistentvolumeclaim/web');
});

describe('a person', () => {
  it('goes back to any revision after seeing its plan, and Helm can go on from there', async () => {
    const namespace = namespaceFor('any');
    const first = webRelease(namespace);
    await installed(first);
    const password = (await get(namespace, 'secret/password')).data;
    const added = claim('more', `${namespace}-late`);
    await installed({ ...config(first, 'two'), objects: [...config(first, 'two').objects, added] });
    await installed({ ...config(first, 'three'), objects: releaseObjects(namespace).filter(noBudget).map(answering) });

    const prepared = await planRollback(openBook(context, first, never), { consent: [], revision: 1 });
    expect(prepared.plan).toMatchObject({ verb: 'rollback', toRevision: 1, version: '1.2.3', blockers: [] });
    expect(different(prepared)).toEqual([
      `configured ConfigMap/${namespace}/web`,
      `configured Deployment/${namespace}/web`,
      `created PodDisruptionBudget/${namespace}/web`,
    ]);
    expect(await apply(prepared)).toMatchObject({ phase: 'succeeded' });
    expect(await history(namespace)).toMatchObject([
      { revision: 1, status: 'superseded' },
      { revision: 2, status: 'superseded' },
      { revision: 3, status: 'superseded' },
      { revision: 4, status: 'deployed', description: 'Rollback to 1', app_version: '1.2.3' },
    ]);
    expect(different(await plan(first))).toEqual([]);
    expect((await get(namespace, 'secret/password')).data).toEqual(password);
    expect((await get(namespace, 'persistentvolumeclaim/more')).metadata.name).toBe('more');

    // Not to 2: Helm cannot go back to a volume that was kept in the cluster but is in no manifest since.
    await helm('rollback', 'web', '3', '-n', namespace);
    const [, , , , fifth] = await history(namespace);
    expect(fifth).toMatchObject({ revision: 5, status: 'deployed' });
    const undone = await planRollback(openBook(context, first, never), { consent: [] });
    expect(undone.plan).toMatchObject({ toRevision: 4, blockers: [] });
    expect(await apply(undone)).toMatchObject({ phase: 'succeeded' });
    expect((await get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'yes' });
  });

  it('is told when there is no such revision', async () => {
    const namespace = namespaceFor('none');
    const desired = webRelease(namespace);
    await expect(planRollback(openBook(context, desired, never), { consent: [] })).rejects.toMatchObject({
      code: 'notFound',
    });
    await installed(desired);
    await expect(planRollback(openBook(context, desired, never), { consent: [], revision: 7 })).rejects.toMatchObject({
      code: 'notFound',
      message: `Release web in namespace ${namespace} has no revision 7.`,
    });
    await expect(planRollback(openBook(context, desired, never), { consent: [] })).rejects.toMatchObject({
      message: `Release web in namespace ${namespace} has no earlier revision that was healthy.`,
    });
  });

  it('keeps ten revisions, and the last good one however many failed since', async () => {
    const namespace = namespaceFor('ten');
    const desired: Desired = {
      ...webRelease(namespace),
      objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { answer: '0' } }],
    };
    for (let n = 1; n <= 12; n += 1) await installed(config(desired, `${n}`));
    const numbers = (await history(namespace)).map((one) => (one as { revision: number }).revision);
    expect(numbers).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

const noBudget = ({ kind }: KubeObject) => kind !== 'PodDisruptionBudget';
const answering = (one: KubeObject) => (one.kind === 'ConfigMap' ? { ...one, data: { answer: 'three' } } : one);
