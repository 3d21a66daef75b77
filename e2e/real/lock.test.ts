// One change of a release at a time, on a real API server: who is at work is named, who is gone is succeeded, and who has
// lost the lock writes nothing more.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { KubeClient, KubeRequest } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply/apply-plan.ts';
import type { ReleaseContext } from '../../electron/release/context.ts';
import { planRevision } from '../../electron/release/plan/plan-revision.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';

const { kubeconfig, kubectl, tryKubectl } = apiServer();
const never = new AbortController().signal;
const lockTimes = { durationMs: 2_000, deadlineMs: 1_200, renewMs: 300 };
const made: string[] = [];
let client: KubeClient;

beforeAll(async () => {
  const context = (await kubectl(['config', 'current-context'])).trim();
  client = await connect({ file: kubeconfig, context });
});
afterEach(async () => {
  for (const name of made.splice(0)) await tryKubectl(['delete', 'namespace', name, '--wait=false']);
});
afterAll(() => client.close());

async function namespaceFor(what: string): Promise<string> {
  const name = `lock-${what}-${Date.now().toString(36)}`;
  made.push(name);
  await kubectl(['create', 'namespace', name]);
  return name;
}

/** A release of one object, which changes with `value`, and, to keep it busy, of one that never becomes healthy. */
function desiredOf(namespace: string, value: string, isBusy = false): Desired {
  const config: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { value } };
  const claim: KubeObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'web' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'none', resources: { requests: { storage: '1Gi' } } },
  };
  const objects = isBusy ? [config, claim] : [config];
  return { release: 'web', namespace, version: '1', objects, createOnly: [], skipped: [] };
}

/** An ODIN of its own; `request` may get between it and the cluster. */
function odin(request: KubeClient['request'] = (one) => client.request(one)): ReleaseContext {
  const own: KubeClient = { ...client, server: client.server, request, lines: (one) => client.lines(one) };
  return { client: own, discovery: new Discovery(client), verifyLimitMs: 60_000, lockTimes };
}

/** Begins an install that will wait in vain, and gives it back when it is waiting. */
async function busy(context: ReleaseContext, desired: Desired) {
  const controller = new AbortController();
  let phase = '';
  const prepared = await planRevision(openBook(context, desired, never), { desired, consent: [] });
  const note = (operation: { readonly phase: string }) => {
    phase = operation.phase;
  };
  const running = applyPlan(context, prepared, note, controller.signal);
  await vi.waitFor(() => expect(phase).toBe('verifying'), 20_000);
  return { running, cancel: () => controller.abort() };
}

const lease = async (namespace: string): Promise<KubeObject> =>
  JSON.parse(await kubectl(['get', 'lease', 'odin-lock.web', '-n', namespace, '-o', 'json']));
const isWrite = ({ method = 'GET', query }: KubeRequest) => method !== 'GET' && query?.dryRun === undefined;

it('tells the second who is at work and since when, and lets it in afterwards', async () => {
  const namespace = await namespaceFor('second');
  const first = await busy(odin(), desiredOf(namespace, 'first', true));
  const second = desiredOf(namespace, 'second');
  // It planned before the first began, so that only the lock can tell it.
  const blind = { ...(await planRevision(openBook(odin(), second, never), { desired: second, consent: [] })) };
  const plan = { ...blind.plan, blockers: [] };
  await expect(applyPlan(odin(), { ...blind, plan }, () => {}, never)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(
      new RegExp(
        `^Release web in namespace ${namespace} is being changed by ODIN on \\S+ \\(process ${process.pid}, install\\) since \\d{4}-\\d\\d-\\d\\dT[0-9:]+Z; `,
      ),
    ),
  });
  expect((await lease(namespace)).spec).toMatchObject({ leaseDurationSeconds: 2, leaseTransitions: 0 });
  first.cancel();
  expect(await first.running).toMatchObject({ phase: 'cancelled' });
  expect((await tryKubectl(['get', 'lease', 'odin-lock.web', '-n', namespace])).code).not.toBe(0);
  const after = await planRevision(openBook(odin(), second, never), { desired: second, consent: [] });
  expect(await applyPlan(odin(), after, () => {}, never)).toMatchObject({ phase: 'succeeded' });
});

it('succeeds a holder that is not heard of any more, whatever its clock said', async () => {
  const namespace = await namespaceFor('dead');
  const dead = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'odin-lock.web', namespace },
    spec: {
      holderIdentity: 'elsewhere_1_x',
      leaseDurationSeconds: 2,
      acquireTime: '2099-01-01T00:00:00.000000Z',
      renewTime: '2099-01-01T00:00:00.000000Z',
      leaseTransitions: 4,
    },
  };
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(dead) });
  const transitions: unknown[] = [];
  const context = odin((request) => {
    if (isWrite(request) && request.path.includes('/leases')) {
      transitions.push((request.body as KubeObject & { spec?: { leaseTransitions?: number } }).spec?.leaseTransitions);
    }
    return client.request(request);
  });
  const begun = performance.now();
  const prepared = await planRevision(openBook(context, desiredOf(namespace, 'a'), never), {
    desired: desiredOf(namespace, 'a'),
    consent: [],
  });
  expect(await applyPlan(context, prepared, () => {}, never)).toMatchObject({ phase: 'succeeded' });
  expect(performance.now() - begun).toBeGreaterThan(2_000);
  expect(transitions[0]).toBe(5);
});

it.each([
  ['is stolen', (namespace: string) => steal(namespace)],
  ['cannot be renewed', async () => {}],
])('writes nothing more when its lock %s', async (what, steps) => {
  const namespace = await namespaceFor('lost');
  const later: KubeRequest[] = [];
  let isCut = false;
  const context = odin(async (request) => {
    if (isCut && request.path.includes('/leases') && what === 'cannot be renewed') throw new Error('cut off');
    if (isCut && isWrite(request) && !request.path.includes('/leases')) later.push(request);
    return client.request(request);
  });
  const { running } = await busy(context, desiredOf(namespace, 'a', true));
  await steps(namespace);
  isCut = true;
  const operation = await running;
  expect(operation).toMatchObject({ phase: 'failed' });
  expect(operation.error).toMatch(
    what === 'is stolen'
      ? /^The lock on release web in namespace \S+ was lost: thief took it\. Nothing more was changed\.$/
      : /^The lock on release web in namespace \S+ was lost: it could not be renewed for 1\.2 s: cut off\. Nothing/,
  );
  expect(later).toEqual([]);
});

it('says that it lost its lock, and not that somebody cancelled it, also before it has begun', async () => {
  const namespace = await namespaceFor('early');
  let isStolen = false;
  const context = odin(async (request) => {
    const isUnderLock = !isWrite(request) && (await lease(namespace).catch(() => undefined)) !== undefined;
    if (isUnderLock && !isStolen) {
      isStolen = true;
      await steal(namespace);
    }
    // Longer than it may go without a renewal.
    if (isStolen && !isWrite(request) && !request.path.includes('/leases'))
      await sleep(2_000, undefined, { signal: request.signal });
    return client.request(request);
  });
  const prepared = await planRevision(openBook(context, desiredOf(namespace, 'a'), never), {
    desired: desiredOf(namespace, 'a'),
    consent: [],
  });
  const running = applyPlan(context, prepared, () => {}, never);
  await expect(running).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/thief took it/) });
});

it('takes a lock that was deleted by hand again, and goes on', async () => {
  const namespace = await namespaceFor('deleted');
  const { running, cancel } = await busy(odin(), desiredOf(namespace, 'a', true));
  await kubectl(['delete', 'lease', 'odin-lock.web', '-n', namespace]);
  await vi.waitFor(async () => expect((await lease(namespace)).spec).toMatchObject({ leaseDurationSeconds: 2 }), 5_000);
  cancel();
  expect(await running).toMatchObject({ phase: 'cancelled' });
});

it('asks for its lock once more before it writes after a jump of the clock', async () => {
  const namespace = await namespaceFor('clock');
  const desired = desiredOf(namespace, 'a');
  const asked: string[] = [];
  const context = odin((request) => {
    if (isWrite(request)) asked.push(request.path.includes('/leases') ? 'lease' : request.path.replace(/.*\//, ''));
    const jump = asked.at(-1) === 'odin-state.web' || asked.at(-1) === 'secrets';
    if (jump) vi.setSystemTime(Date.now() + 3_600_000);
    return client.request(request);
  });
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const prepared = await planRevision(openBook(context, desired, never), { desired, consent: [] });
    expect(await applyPlan(context, prepared, () => {}, never)).toMatchObject({ phase: 'succeeded' });
  } finally {
    vi.useRealTimers();
  }
  const at = asked.indexOf('web');
  expect(asked.slice(0, at)).toEqual(['lease', 'secrets', 'lease', 'secrets', 'lease']);
});

async function steal(namespace: string): Promise<void> {
  const spec = { holderIdentity: 'thief', acquireTime: null };
  await kubectl(['patch', 'lease', 'odin-lock.web', '-n', namespace, '--type=merge', '-p', JSON.stringify({ spec })]);
}
