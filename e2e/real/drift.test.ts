// Changes by hand on a real API server: what is told of them agrees with `managedFields`, and both ways out of them hold.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply-plan.ts';
import type { PreparedPlan, ReleaseContext } from '../../electron/release/context.ts';
import type { Desired } from '../../electron/release/desired.ts';
import { readDrift } from '../../electron/release/drift.ts';
import { planAccept } from '../../electron/release/plan-accept.ts';
import { planRevision } from '../../electron/release/plan-revision.ts';
import { planRollback } from '../../electron/release/plan-rollback.ts';
import { formatRef } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { releaseObjects, webRelease } from './release-objects.ts';

const { kubeconfig, kubectl, tryKubectl } = apiServer();
const never = new AbortController().signal;
let context: ReleaseContext;
let client: KubeClient;
let namespace = '';
let desired: Desired;

beforeAll(async () => {
  client = await connect({ file: kubeconfig, context: (await kubectl(['config', 'current-context'])).trim() });
  context = { client, discovery: new Discovery(client), verifyLimitMs: 60_000 };
});
beforeEach(async () => {
  namespace = `drift-${Date.now().toString(36)}`;
  desired = webRelease(namespace, releaseObjects(namespace).filter(isPlain));
  await apply(await planRevision(context, { desired, consent: [] }, never));
  return async () => {
    await tryKubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
  };
});
afterAll(() => client.close());

const isPlain = ({ kind }: { readonly kind: string }) =>
  !['Gizmo', 'CustomResourceDefinition', 'StorageClass', 'PersistentVolumeClaim'].includes(kind);
const read = () => readDrift(context, desired, never);
const get = async (what: string) => JSON.parse(await kubectl(['get', '-n', namespace, what, '-o', 'json']));
async function apply(prepared: PreparedPlan): Promise<void> {
  const operation = await applyPlan(context, prepared, () => {}, never);
  expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
}

/** What a person does with kubectl, and leaves behind. */
async function changeByHand(): Promise<void> {
  await kubectl(['set', 'image', '-n', namespace, 'deployment/web', 'web=busybox:1.38']);
  await kubectl([
    'patch',
    '-n',
    namespace,
    'configmap/web',
    '--type=merge',
    '-p',
    '{"data":{"answer":"no","mode":null}}',
  ]);
  await kubectl(['patch', '-n', namespace, 'secret/web', '-p', '{"stringData":{"token":"seen-by-nobody"}}']);
  await kubectl(['delete', '-n', namespace, 'poddisruptionbudget/web']);
  // Beside what the release wants: nobody's fault.
  await kubectl(['label', '-n', namespace, 'service/web', 'team=blue']);
}

it('finds nothing where nothing was changed', async () => {
  expect(await read()).toMatchObject({ revision: 1, objects: [] });
});

it('tells field by field what was changed, and by whom, without a secret', async () => {
  await changeByHand();
  const { objects } = await read();
  expect(objects.map(({ ref, state }) => [formatRef(ref), state]).sort()).toEqual([
    [`ConfigMap/${namespace}/web`, 'changed'],
    [`Deployment/${namespace}/web`, 'changed'],
    [`PodDisruptionBudget/${namespace}/web`, 'missing'],
    [`Secret/${namespace}/web`, 'changed'],
  ]);
  const fieldsOf = (kind: string) => objects.find(({ ref }) => ref.kind === kind)?.fields;
  expect(fieldsOf('Deployment')).toMatchObject([
    {
      path: 'spec.template.spec.containers[name="web"].image',
      wanted: 'busybox:1.37',
      live: 'busybox:1.38',
      manager: 'kubectl-set',
    },
  ]);
  expect(fieldsOf('ConfigMap')).toMatchObject([
    { path: 'data.answer', wanted: '"yes"', live: '"no"', manager: 'kubectl-patch' },
    { path: 'data.mode', wanted: '"0644"' },
  ]);
  expect(fieldsOf('ConfigMap')?.[1]).not.toHaveProperty('live');
  expect(fieldsOf('Secret')).toMatchObject([{ path: 'data.token', wanted: '***', live: '***' }]);
  expect(JSON.stringify(objects)).not.toMatch(/not-to-be-seen|seen-by-nobody|c2Vlbi1ieS/);
});

it('puts everything back, whoever manages it now', async () => {
  await changeByHand();
  await apply(await planRollback(context, { ...desired, consent: ['force'], revision: 1 }, never));
  expect((await read()).objects).toEqual([]);
  expect((await get('configmap/web')).data).toMatchObject({ answer: 'yes', mode: '0644' });
  expect((await get('poddisruptionbudget/web')).spec.maxUnavailable).toBe('50%');
  expect((await get('service/web')).metadata.labels.team).toBe('blue');
});

it('makes it part of the release: nothing in the cluster changes but whose it is, and a rollback knows the way back', async () => {
  await changeByHand();
  const before = await get('deployment/web');
  await apply(await planAccept(context, desired, never));
  expect(await read()).toMatchObject({ revision: 2, objects: [] });
  const after = await get('deployment/web');
  expect(after.spec.template.spec.containers).toEqual(before.spec.template.spec.containers);
  expect((await get('configmap/web')).data).toEqual({ answer: 'no', text: 'two\nlines\n', time: '12:30' });
  expect((await tryKubectl(['get', '-n', namespace, 'poddisruptionbudget/web'])).code).not.toBe(0);

  const back = await planRollback(context, { ...desired, consent: ['force'], revision: 1 }, never);
  await apply(back);
  expect((await get('configmap/web')).data).toMatchObject({ answer: 'yes', mode: '0644' });
  expect((await get('deployment/web')).spec.template.spec.containers[0].image).toBe('busybox:1.37');
  expect((await get('poddisruptionbudget/web')).spec.maxUnavailable).toBe('50%');
});

it('records the acceptance also where only something was deleted', async () => {
  await kubectl(['delete', '-n', namespace, 'poddisruptionbudget/web']);
  await apply(await planAccept(context, desired, never));
  expect(await read()).toMatchObject({ revision: 2, objects: [] });
  await expect(planAccept(context, desired, never)).rejects.toMatchObject({ code: 'notFound' });
});
