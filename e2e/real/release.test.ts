// The release engine on a real API server. Helm and kubectl say what came of it; no pod is needed, so the API server alone will do.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeClient, KubeRequest } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply/apply-plan.ts';
import type { ReleaseContext } from '../../electron/release/context.ts';
import { readHistory } from '../../electron/release/look/history.ts';
import { planRevision } from '../../electron/release/plan/plan-revision.ts';
import { planUninstall } from '../../electron/release/plan/plan-uninstall.ts';
import type { PreparedPlan } from '../../electron/release/plan/prepared.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { apiServer } from '../cluster/cluster.ts';
import { oracleTools } from '../cluster/helm.ts';
import { run } from '../cluster/run.ts';
import { releaseObjects, webRelease } from './release-objects.ts';

const { kubeconfig, kubectl, tryKubectl } = apiServer();
const never = new AbortController().signal;
const sent: KubeRequest[] = [];
const made: string[] = [];
// Short, for a process that is killed leaves its lock to expire.
const LOCK_TIMES = { durationMs: 1_000, deadlineMs: 700, renewMs: 200 };
let context: ReleaseContext;
let helm = async (..._args: string[]): Promise<string> => '';

beforeAll(async () => {
  const name = (await kubectl(['config', 'current-context'])).trim();
  const client = recording(await connect({ file: kubeconfig, context: name }));
  context = { client, discovery: new Discovery(client), verifyLimitMs: 60_000, lockTimes: LOCK_TIMES };
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
afterAll(() => context.client.close());

/** The same client, with all that changes something written down. */
function recording(client: KubeClient): KubeClient {
  return {
    server: client.server,
    request: (request) => {
      if ((request.method ?? 'GET') !== 'GET') sent.push(request);
      return client.request(request);
    },
    lines: (request) => client.lines(request),
    websocket: (request, protocols) => client.websocket(request, protocols),
    close: () => client.close(),
  };
}

const writes = () => sent.filter(({ path, query }) => query?.dryRun === undefined && !path.includes('/leases'));
const namespaceFor = (what: string) => {
  const namespace = `release-${what}-${Date.now().toString(36)}`;
  made.push(namespace);
  return namespace;
};
const newestOf = async (desired: Desired) => (await readHistory(openBook(context, desired, never)))[0] ?? null;
const plan = (desired: Desired) => planRevision(openBook(context, desired, never), { desired, consent: [] });
const apply = (prepared: PreparedPlan) => applyPlan(context, prepared, () => {}, never);
const uninstall = async (desired: Desired, deleteData = false) =>
  apply(await planUninstall(openBook(context, desired, never), { deleteData, consent: [] }));
const ops = ({ changes }: Plan) => Object.fromEntries(changes.map(({ ref, op }) => [formatRef(ref), op]));
const opsUsed = ({ changes }: Plan) => [...new Set(changes.map(({ op }) => op))];
const without = (kind: string, objects: readonly KubeObject[]) => objects.filter((object) => object.kind !== kind);
async function installed(desired: Desired): Promise<Operation> {
  const operation = await apply(await plan(desired));
  expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
  return operation;
}
const get = async (namespace: string, what: string): Promise<KubeObject> =>
  JSON.parse(await kubectl(['get', '-n', namespace, what, '-o', 'json']));

it('asks the API server again only about what has moved since it was applied', async () => {
  const namespace = namespaceFor('moved');
  const desired = webRelease(namespace, releaseObjects(namespace));
  const tries = async () => {
    sent.length = 0;
    const { plan: shown } = await plan(desired);
    expect(opsUsed(shown)).toEqual(['unchanged']);
    return sent
      .filter(({ query }) => query?.dryRun !== undefined)
      .map(({ path }) => path.split('/').slice(-2).join('/'));
  };
  await apply(await plan(desired));
  // Controllers write to some of them.
  await vi.waitFor(async () => expect(await tries()).toEqual([]));
  await kubectl(['label', '-n', namespace, 'configmap/web', 'team=blue']);
  expect(await tries()).toEqual(['configmaps/web']);
  await kubectl([
    'patch',
    '-n',
    namespace,
    'service/web',
    '--type=merge',
    '-p',
    '{"spec":{"ports":[{"name":"http","port":81}]}}',
  ]);
  expect(ops((await plan(desired)).plan)[`Service/${namespace}/web`]).toBe('configured');
});

describe('install', () => {
  it('applies what was planned, and then has nothing more to do', async () => {
    const namespace = namespaceFor('install');
    const desired = webRelease(namespace);
    const prepared = await plan(desired);
    expect(prepared.plan).toMatchObject({ blockers: [], conflicts: [], warnings: [] });
    expect(opsUsed(prepared.plan)).toEqual(['created']);
    expect(JSON.stringify(prepared.plan)).not.toContain('not-to-be-seen');

    const told: Operation[] = [];
    const operation = await applyPlan(context, prepared, (one) => told.push(one), never);
    expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
    expect(operation.objects.map(({ step, health }) => [step, health?.state])).toEqual(
      operation.objects.map(() => ['applied', 'Current']),
    );
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual([
      'preflight',
      'applying',
      'verifying',
      'recording',
      'succeeded',
    ]);

    const again = await plan(desired);
    expect(again.plan).toMatchObject({ blockers: [], conflicts: [], warnings: [] });
    expect(opsUsed(again.plan)).toEqual(['unchanged']);
    sent.length = 0;
    await installed(desired);
    expect(writes()).toEqual([]);
    expect(await newestOf(desired)).toMatchObject({
      version: '1.2.3',
      revision: 1,
      status: 'deployed',
    });
  });

  it('sends the manifests and the closed list of additions, nothing else', async () => {
    const namespace = namespaceFor('wire');
    const objects = releaseObjects(namespace);
    sent.length = 0;
    await installed(webRelease(namespace, objects));
    const bodies = writes()
      .filter(({ method }) => method === 'PATCH')
      .filter(({ contentType }) => contentType === 'application/apply-patch+yaml')
      .map(({ body }) => body as KubeObject);
    expect(bodies).toHaveLength(objects.length);
    for (const object of objects) {
      const body = bodies.find(({ kind, metadata }) => kind === object.kind && metadata.name === object.metadata.name);
      expect(body && stripped(body, namespace), formatRef({ ...object, name: object.metadata.name })).toEqual(object);
    }
  });

  it('leaves nothing for kubectl to change', async () => {
    const namespace = namespaceFor('diff');
    const desired = webRelease(namespace);
    await installed(desired);
    const manifest = await helm('get', 'manifest', 'web', '-n', namespace);
    const diff = await tryKubectl(['diff', '-f', '-'], { input: manifest });
    expect(diff).toMatchObject({ code: 0, stdout: '' });
  });

  it('is a release to Helm', async () => {
    const namespace = namespaceFor('helm');
    await installed(webRelease(namespace));
    expect(JSON.parse(await helm('list', '-n', namespace, '-o', 'json'))).toMatchObject([
      { name: 'web', namespace, revision: '1', status: 'deployed', chart: 'web-1.2.3', app_version: '1.2.3' },
    ]);
    expect(await helm('status', 'web', '-n', namespace)).toContain('STATUS: deployed');
    expect(await helm('get', 'all', 'web', '-n', namespace)).toContain('kind: Gizmo');
    expect(JSON.parse(await helm('history', 'web', '-n', namespace, '-o', 'json'))).toMatchObject([
      { revision: 1, status: 'deployed', description: 'Install complete' },
    ]);
    const manifest = parseAllDocuments(await helm('get', 'manifest', 'web', '-n', namespace)).map((one) => one.toJS());
    expect(manifest.map((object: KubeObject) => object.kind)).toHaveLength(releaseObjects(namespace).length);
    await helm('uninstall', 'web', '-n', namespace);
    const kinds = await kubectl([
      'get',
      'persistentvolumeclaim,deployment,service',
      '-n',
      namespace,
      '-o',
      'name',
      '--ignore-not-found',
    ]);
    expect(kinds.trim()).toBe('persistentvolumeclaim/web');
    await tryKubectl(['delete', 'crd', `gizmos.${namespace}.example`]);
  });

  it('rolls pods when their configuration changes, and records a second revision', async () => {
    const namespace = namespaceFor('upgrade');
    const desired = webRelease(namespace);
    await installed(desired);
    const changed = desired.objects.map((object) =>
      object.kind === 'ConfigMap' ? { ...object, data: { answer: 'no' } } : object,
    );
    const prepared = await plan({ ...desired, objects: without('PodDisruptionBudget', changed) });
    const different = prepared.plan.changes.filter(({ op }) => op !== 'unchanged');
    expect(different.map(({ ref, op }) => `${op} ${ref.kind}`)).toEqual([
      'configured ConfigMap',
      'configured Deployment',
      'deleted PodDisruptionBudget',
    ]);
    expect(different[0]).toMatchObject({
      before: expect.stringContaining('answer: "yes"'),
      after: expect.stringContaining('answer: "no"'),
    });
    expect(await apply(prepared)).toMatchObject({ phase: 'succeeded' });
    expect(await kubectl(['get', 'pdb', '-n', namespace, '-o', 'name'])).toBe('');
    expect(JSON.parse(await helm('history', 'web', '-n', namespace, '-o', 'json'))).toMatchObject([
      { revision: 1, status: 'superseded' },
      { revision: 2, status: 'deployed' },
    ]);

    await helm('rollback', 'web', '1', '-n', namespace, '--force-conflicts');
    const after = await plan(desired);
    expect(after.plan.blockers).toEqual([]);
    expect(opsUsed(after.plan)).toEqual(['unchanged']);
    expect(await newestOf(desired)).toMatchObject({ revision: 3, status: 'deployed' });
  });
});

describe('uninstall', () => {
  it('leaves the Namespace, the data and the password, and a reinstall adopts them', async () => {
    const namespace = namespaceFor('uninstall');
    const desired = webRelease(namespace);
    await installed(desired);
    const before = await get(namespace, 'secret/password');
    const claim = await get(namespace, 'persistentvolumeclaim/web');
    expect(await uninstall(desired)).toMatchObject({ phase: 'succeeded' });

    const all =
      'all,configmap,secret,serviceaccount,role,rolebinding,networkpolicy,persistentvolumeclaim,poddisruptionbudget';
    const left = (await kubectl(['get', all, '-n', namespace, '-o', 'name'])).trim().split('\n').sort();
    expect(left).toEqual([
      'configmap/kube-root-ca.crt',
      'persistentvolumeclaim/web',
      'secret/password',
      'serviceaccount/default',
    ]);
    expect((await tryKubectl(['get', 'storageclass', `${namespace}-late`])).code).not.toBe(0);
    expect(await newestOf(desired)).toBeNull();
    await expect(
      planUninstall(openBook(context, desired, never), { deleteData: false, consent: [] }),
    ).rejects.toMatchObject({
      code: 'notFound',
      message: `There is no release web in namespace ${namespace}.`,
    });

    const again = await plan(webRelease(namespace));
    expect(again.plan.warnings).toEqual([]);
    expect(ops(again.plan)).toMatchObject({
      [`Secret/${namespace}/password`]: 'unchanged',
      [`PersistentVolumeClaim/${namespace}/web`]: 'unchanged',
      [`Deployment/${namespace}/web`]: 'created',
    });
    const reinstalled = await apply(again);
    expect(reinstalled, reinstalled.error).toMatchObject({ phase: 'succeeded' });
    expect((await get(namespace, 'secret/password')).data).toEqual(before.data);
    expect((await get(namespace, 'persistentvolumeclaim/web')).metadata.uid).toBe(claim.metadata.uid);
  });

  it('deletes data when asked to, but no namespace that holds what is not its own', async () => {
    const namespace = namespaceFor('data');
    const desired = webRelease(namespace);
    await installed(desired);
    await kubectl(['create', 'configmap', 'of-a-stranger', '-n', namespace]);
    const spared = await planUninstall(openBook(context, desired, never), { deleteData: true, consent: [] });
    expect(spared.plan.changes.find(({ ref }) => ref.kind === 'Namespace')).toMatchObject({
      op: 'kept',
      reason: `it also holds ConfigMap/${namespace}/of-a-stranger`,
    });
    await kubectl(['delete', 'configmap', 'of-a-stranger', '-n', namespace]);
    expect(await uninstall(desired, true)).toMatchObject({ phase: 'succeeded' });
    expect((await tryKubectl(['get', 'namespace', namespace])).code).not.toBe(0);
    expect((await tryKubectl(['get', 'crd', `gizmos.${namespace}.example`])).code).not.toBe(0);
  });

  it('does not delete an object that was made anew by somebody else', async () => {
    const namespace = namespaceFor('stranger');
    const desired = webRelease(namespace);
    await installed(desired);
    await kubectl(['delete', 'configmap', 'web', '-n', namespace]);
    await kubectl(['create', 'configmap', 'web', '-n', namespace, '--from-literal=mine=yes']);
    expect(await uninstall(desired)).toMatchObject({ phase: 'succeeded' });
    expect((await get(namespace, 'configmap/web')).data).toEqual({ mine: 'yes' });
  });
});

describe('between plan and confirmation', () => {
  it('refuses when a field was edited, and changes nothing', async () => {
    const namespace = namespaceFor('edited');
    const desired = webRelease(namespace);
    await installed(desired);
    const next = { ...desired, version: '1.2.4' };
    const prepared = await plan(next);
    await kubectl(['scale', 'deployment', 'web', '-n', namespace, '--replicas=1']);
    sent.length = 0;
    await expect(apply(prepared)).rejects.toMatchObject({
      code: 'conflict',
      message: `The cluster has changed since this plan was shown: Deployment/${namespace}/web: spec.replicas is managed by kubectl. Look at the new plan and confirm that.`,
    });
    expect(writes()).toEqual([]);
    const shown = await plan(next);
    expect(shown.plan).toMatchObject({
      blockers: [`Deployment/${namespace}/web: spec.replicas is managed by kubectl.`],
      conflicts: [{ manager: 'kubectl', fields: ['spec.replicas'] }],
    });
    expect(shown.plan.changes.find(({ ref }) => ref.kind === 'Deployment')).toMatchObject({
      before: expect.stringContaining('replicas: 1'),
      after: expect.stringContaining('replicas: 0'),
    });
    expect(shown.plan.hash).not.toBe(prepared.plan.hash);
  });

  it('goes on when only what nobody owns has moved', async () => {
    const namespace = namespaceFor('moved');
    const desired = webRelease(namespace);
    await installed(desired);
    const prepared = await plan({ ...desired, version: '1.2.4' });
    await kubectl(['annotate', 'deployment', 'web', '-n', namespace, 'note=something']);
    expect(await apply(prepared)).toMatchObject({ phase: 'succeeded' });
    expect((await get(namespace, 'deployment/web')).metadata.annotations).toMatchObject({ note: 'something' });
  });

  it('refuses when Helm or another ODIN was faster', async () => {
    const namespace = namespaceFor('raced');
    const desired = webRelease(namespace);
    const [first, second] = [await plan(desired), await plan(desired)];
    expect(await apply(first)).toMatchObject({ phase: 'succeeded' });
    await expect(apply(second)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^The cluster has changed since this plan was shown: /),
    });
  });
});

describe('what cannot be', () => {
  const configMap = (name: string, rest: object = {}): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    ...rest,
  });
  const blockersOf = async (namespace: string, ...objects: readonly KubeObject[]) =>
    (await plan({ release: 'bad', namespace, version: '1', objects, createOnly: [], skipped: [] })).plan.blockers;

  it('is said in one sentence each, before anything is written', async () => {
    const namespace = namespaceFor('bad');
    await kubectl(['create', 'namespace', namespace]);
    sent.length = 0;
    expect(await blockersOf(namespace, configMap('a', { spec: { typo: 1 } }))).toEqual([
      `ConfigMap/${namespace}/a: unknown field "spec".`,
    ]);
    expect(await blockersOf(namespace, { ...configMap('a'), kind: 'ConfigMop' })).toEqual([
      expect.stringMatching(/^ConfigMop\/a: The cluster has no kind ConfigMop in v1: /),
    ]);
    expect(await blockersOf(namespace, configMap('Not A Name'))).toEqual([
      expect.stringMatching(new RegExp(`^ConfigMap/${namespace}/Not A Name: metadata.name: Invalid value: .*RFC 1123`)),
    ]);
    expect(
      await blockersOf(namespace, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { generateName: 'a-' } as unknown as KubeObject['metadata'],
      }),
    ).toEqual(['ConfigMap uses generateName (a-): a release can only own objects with a fixed metadata.name.']);
    expect(
      await blockersOf(namespace, {
        apiVersion: 'v1',
        kind: 'List',
        metadata: { name: '' },
        items: [configMap('a'), configMap('b'), configMap('a')],
      }),
    ).toEqual([`ConfigMap/${namespace}/a is there twice; keep one of them.`]);
    expect(await blockersOf(namespace, { ...configMap('a'), metadata: { name: 'a', namespace: 'not-there' } })).toEqual(
      ['Namespace/not-there does not exist; create it first: kubectl create namespace not-there'],
    );
    expect(writes()).toEqual([]);
  });

  it('leaves no namespace behind when what goes into it is refused', async () => {
    const namespace = namespaceFor('homeless');
    const desired = { release: 'bad', namespace, version: '1', createOnly: [], skipped: [] };
    const prepared = await plan({ ...desired, objects: [configMap('good'), configMap('a', { dta: {} })] });
    expect(prepared.plan.blockers).toEqual([]);
    await expect(apply(prepared)).rejects.toMatchObject({
      code: 'invalid',
      message: `ConfigMap/${namespace}/a: unknown field "dta".`,
    });
    await vi.waitFor(async () => expect((await tryKubectl(['get', 'namespace', namespace])).code).not.toBe(0), 30_000);
  });

  it('includes the objects of other releases, by their names, and asks before it adopts what belongs to nobody', async () => {
    const namespace = namespaceFor('owned');
    const other = {
      release: 'first',
      namespace,
      version: '1',
      objects: [configMap('shared')],
      createOnly: [],
      skipped: [],
    };
    await installed(other);
    await kubectl(['create', 'configmap', 'leftover', '-n', namespace]);
    const prepared = await plan({ ...other, release: 'second', objects: [configMap('shared'), configMap('leftover')] });
    expect(prepared.plan.blockers).toEqual([
      `ConfigMap/${namespace}/shared belongs to release first of namespace ${namespace}.`,
      `ConfigMap/${namespace}/leftover exists and belongs to no release: agree that it becomes part of second, or choose another namespace.`,
    ]);
    expect(prepared.plan.needs).toEqual(['adopt']);
    await expect(apply(prepared)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('ends as failed, with the reason in the record, when pods are over quota', async () => {
    const namespace = namespaceFor('quota');
    await kubectl(['create', 'namespace', namespace]);
    await kubectl(['create', 'quota', 'none', '-n', namespace, '--hard=pods=0']);
    // Before it is counted, a quota lets things pass.
    await kubectl(['wait', 'quota/none', '-n', namespace, '--for=jsonpath={.status.hard.pods}=0', '--timeout=30s']);
    const objects = releaseObjects(namespace).map((object) =>
      object.kind === 'Deployment' ? { ...object, spec: { ...(object.spec as object), replicas: 1 } } : object,
    );
    const desired = webRelease(namespace, objects);
    const operation = await apply(
      await planRevision(openBook(context, desired, never), { desired, consent: ['adopt'] }),
    );
    const sentence = new RegExp(
      `^Deployment/${namespace}/web: pods cannot be created: .*exceeded quota: none, requested: pods=1`,
    );
    expect(operation).toMatchObject({ phase: 'failed', error: expect.stringMatching(sentence) });
    expect(operation.objects.every(({ step }) => step === 'applied')).toBe(true);
    expect(await newestOf(desired)).toMatchObject({
      status: 'failed',
      description: expect.stringMatching(sentence),
    });
    expect(JSON.parse(await helm('list', '-n', namespace, '-o', 'json'))).toMatchObject([{ status: 'failed' }]);
    expect(await uninstall(desired)).toMatchObject({ phase: 'succeeded' });
  });
});

describe('cancelling', () => {
  it.each(['applying', 'verifying'])('leaves a true record when it comes while %s', async (phase) => {
    const namespace = namespaceFor('cancel');
    const objects = releaseObjects(namespace).map((object) =>
      // Nothing makes it ready: this cluster has no room for a hundred cores.
      object.kind === 'Deployment' ? starving(object) : object,
    );
    const desired = webRelease(namespace, objects);
    const controller = new AbortController();
    const operation = await applyPlan(
      context,
      await plan(desired),
      (now) => {
        if (now.phase === phase) controller.abort();
      },
      controller.signal,
    );
    expect(operation.phase).toBe('cancelled');
    expect(await newestOf(desired)).toMatchObject({ revision: 1, status: 'failed' });
    const noted = await openBook(context, desired, never).state.read();
    expect(noted?.state.journal).toBeNull();
    for (const { ref, step } of operation.objects) {
      const uid = noted?.state.inventory.find((item) => formatRef(item) === formatRef(ref))?.uid;
      expect(uid === undefined, formatRef(ref)).toBe(step !== 'applied');
    }
    expect(await uninstall(desired)).toMatchObject({ phase: 'succeeded' });
    expect((await kubectl(['get', 'deployment,service,role', '-n', namespace, '-o', 'name'])).trim()).toBe('');
  });
});

describe('a process that is killed', () => {
  /** The same cluster for a process that dies before, or right after, its n-th write. */
  function dying(
    nth: number,
    when: 'before' | 'after',
  ): { readonly context: ReleaseContext; readonly died: () => boolean } {
    let count = 0;
    const { client } = context;
    const guarded: KubeClient = {
      ...client,
      request: async (request) => {
        const isWrite = (request.method ?? 'GET') !== 'GET' && request.query?.dryRun === undefined;
        if (isWrite) count += 1;
        const isLast = isWrite && count === nth;
        if (count > nth || (isLast && when === 'before')) throw new Error('killed');
        const answer = await client.request(request);
        if (isLast) throw new Error('killed');
        return answer as never;
      },
    };
    return { context: { ...context, client: guarded, discovery: new Discovery(client) }, died: () => count >= nth };
  }
  const kill = async (prepared: PreparedPlan, nth: number, when: 'before' | 'after'): Promise<boolean> => {
    const { context: doomed, died } = dying(nth, when);
    await applyPlan(doomed, prepared, () => {}, never).catch(() => {});
    return died();
  };
  // A few objects will do: what counts is every note that is written around them.
  const few = (namespace: string) =>
    webRelease(
      namespace,
      releaseObjects(namespace).filter(({ kind }) =>
        ['Namespace', 'ConfigMap', 'PersistentVolumeClaim', 'StorageClass', 'Service'].includes(kind),
      ),
    );

  it.each(['before', 'after'] as const)('%s any write of an install is repaired by the next', async (when) => {
    const namespace = namespaceFor(`killed-${when}`);
    let killed = 0;
    for (let nth = 1; await kill(await plan(few(namespace)), nth, when); nth += 1) {
      killed += 1;
      const again = await plan(few(namespace));
      expect(again.plan.blockers, `after write ${nth}`).toEqual([]);
      expect(await apply(again), `after write ${nth}`).toMatchObject({ phase: 'succeeded' });
      expect(opsUsed((await plan(few(namespace))).plan)).toEqual(['unchanged']);
      expect(await newestOf(few(namespace))).toMatchObject({ status: 'deployed' });
      expect((await openBook(context, few(namespace), never).state.read())?.state.journal).toBeNull();
      const history: { status: string }[] = JSON.parse(await helm('history', 'web', '-n', namespace, '-o', 'json'));
      expect(history.filter(({ status }) => status === 'deployed')).toHaveLength(1);
      expect(history.filter(({ status }) => status.startsWith('pending'))).toEqual([]);
      expect(await uninstall(few(namespace))).toMatchObject({ phase: 'succeeded' });
    }
    expect(killed).toBeGreaterThanOrEqual(7);
  });

  it.each(['before', 'after'] as const)('%s any write of an uninstall is repaired by the next', async (when) => {
    const namespace = namespaceFor(`removed-${when}`);
    const desired = few(namespace);
    const book = openBook(context, desired, never);
    const request = { deleteData: false, consent: [] };
    let killed = 0;
    await installed(desired);
    for (let nth = 1; await kill(await planUninstall(book, request), nth, when); nth += 1) {
      killed += 1;
      const isGone = (await newestOf(desired)) === null && (await book.state.read()) === null;
      if (!isGone) expect(await uninstall(desired), `after write ${nth}`).toMatchObject({ phase: 'succeeded' });
      const left = await kubectl([
        'get',
        'configmap,secret,service,persistentvolumeclaim',
        '-n',
        namespace,
        '-o',
        'name',
      ]);
      expect(left.trim().split('\n').sort(), `after write ${nth}`).toEqual([
        'configmap/kube-root-ca.crt',
        'persistentvolumeclaim/web',
        'secret/password',
      ]);
      await installed(desired);
    }
    expect(killed).toBeGreaterThan(4);
  });
});

function starving(deployment: KubeObject): KubeObject {
  const { namespace: _namespace, ...metadata } = deployment.metadata;
  const container = { name: 'web', image: 'busybox:1.37', resources: { requests: { cpu: '100' } } };
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } };
  return { ...deployment, metadata, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template } };
}

/** `body` without what the closed list adds. */
function stripped(body: KubeObject, namespace: string): KubeObject {
  const OWN =
    /^(app\.kubernetes\.io\/managed-by|meta\.helm\.sh\/release-name(space)?|helm\.sh\/resource-policy|checksum\/config)$/;
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (key === 'labels' || key === 'annotations') {
      const rest = Object.entries(value).filter(([name]) => !OWN.test(name));
      return rest.length === 0 ? undefined : Object.fromEntries(rest);
    }
    if (key !== 'metadata' || !('name' in value)) return value;
    return Object.fromEntries(
      Object.entries(value).filter(([name, content]) => name !== 'namespace' || content !== namespace),
    );
  });
}
