// One change of a release at a time, who is at work is named, who is gone is succeeded, and who has
// lost the lock writes nothing more.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { KubeRequest } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { busy, desiredOf, LEASE, namespacesOn, odinsOn } from './busy.ts';
import { expectAbsent, type Ground } from './ground.ts';
import type { Desired, Odin, PreparedPlan } from './odin.ts';

const isWrite = ({ method = 'GET', query }: KubeRequest) => method !== 'GET' && query?.dryRun === undefined;

/** Registers them. */
export function lockScenarios(ground: Ground): void {
  const odinWith = odinsOn(ground);
  const namespaceFor = namespacesOn(ground);
  const lease = (namespace: string) => ground.person.get(namespace, LEASE);
  const steal = (namespace: string) =>
    ground.person.patch(namespace, LEASE, { spec: { holderIdentity: 'thief', acquireTime: null } });

  it('tells the second who is at work and since when, and lets it in afterwards', async () => {
    const namespace = await namespaceFor('second');
    const first = await busy(odinWith(), desiredOf(namespace, 'first', true));
    const second = desiredOf(namespace, 'second');
    // It planned before the first began, so that only the lock can tell it.
    const blind = await odinWith().plan(second);
    const plan = { ...blind.plan, blockers: [] };
    await expect(odinWith().apply({ ...blind, plan })).rejects.toMatchObject({
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
    await expectAbsent(ground.person, namespace, LEASE);
    const after = await odinWith().plan(second);
    expect(await odinWith().apply(after)).toMatchObject({ phase: 'succeeded' });
  });

  it.each<[string, (odin: Odin, desired: Desired) => Promise<PreparedPlan>]>([
    ['an upgrade', (odin, desired) => odin.plan(desired)],
    ['an uninstall', (odin, desired) => odin.planUninstall(desired)],
    ['a recovery', (odin, desired) => odin.planRecovery(desired, 'undo')],
    ['the other way of it', (odin, desired) => odin.planRecovery(desired, 'finish')],
  ])('says to who plans %s that one is under way, and not that it was interrupted', async (_what, plan) => {
    const namespace = await namespaceFor('underway');
    await odinWith().installed(desiredOf(namespace, 'zero'));
    const first = await busy(odinWith(), desiredOf(namespace, 'first', true));
    const shown = (await plan(odinWith(), desiredOf(namespace, 'second'))).plan;
    expect(shown.blockers).toEqual([expect.stringMatching(/ is being changed by ODIN on .*, upgrade\) since /)]);
    expect(shown.warnings).toEqual([]);
    expect(shown.needs).toEqual([]);
    first.cancel();
    await first.running;
    expect((await odinWith().plan(desiredOf(namespace, 'second'))).plan).toMatchObject({ blockers: [], warnings: [] });
  });

  it('calls interrupted what nobody is at work on, though its lock is still there', async () => {
    const namespace = await namespaceFor('left');
    await odinWith().installed(desiredOf(namespace, 'zero'));
    let isDead = false;
    const odin = odinWith(async (request) => {
      if (isDead) throw new Error('killed');
      return ground.client.request(request);
    });
    const { running } = await busy(odin, desiredOf(namespace, 'first', true));
    isDead = true;
    await running;
    expect((await lease(namespace)).spec?.holderIdentity).toBeTruthy();
    const shown = (await odinWith().plan(desiredOf(namespace, 'second'))).plan;
    expect(shown.blockers).toEqual([]);
    expect(shown.warnings).toEqual(['An earlier upgrade of release web was interrupted; this finishes what it left.']);
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
    await ground.person.create(namespace, dead);
    const transitions: unknown[] = [];
    const odin = odinWith((request) => {
      if (isWrite(request) && request.path.includes('/leases')) {
        transitions.push(
          (request.body as KubeObject & { spec?: { leaseTransitions?: number } }).spec?.leaseTransitions,
        );
      }
      return ground.client.request(request);
    });
    const begun = performance.now();
    const prepared = await odin.plan(desiredOf(namespace, 'a'));
    expect(await odin.apply(prepared)).toMatchObject({ phase: 'succeeded' });
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
    const odin = odinWith(async (request) => {
      if (isCut && request.path.includes('/leases') && what === 'cannot be renewed') throw new Error('cut off');
      if (isCut && isWrite(request) && !request.path.includes('/leases')) later.push(request);
      return ground.client.request(request);
    });
    const { running } = await busy(odin, desiredOf(namespace, 'a', true));
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
    const odin = odinWith(async (request) => {
      const isUnderLock = !isWrite(request) && (await lease(namespace).catch(() => undefined)) !== undefined;
      if (isUnderLock && !isStolen) {
        isStolen = true;
        await steal(namespace);
      }
      // Longer than it may go without a renewal.
      if (isStolen && !isWrite(request) && !request.path.includes('/leases'))
        await sleep(2_000, undefined, { signal: request.signal });
      return ground.client.request(request);
    });
    const prepared = await odin.plan(desiredOf(namespace, 'a'));
    const running = odin.apply(prepared);
    await expect(running).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/thief took it/) });
  });

  it('takes a lock that was deleted by hand again, and goes on', async () => {
    const namespace = await namespaceFor('deleted');
    const { running, cancel } = await busy(odinWith(), desiredOf(namespace, 'a', true));
    await ground.person.delete(namespace, LEASE);
    await vi.waitFor(
      async () => expect((await lease(namespace)).spec).toMatchObject({ leaseDurationSeconds: 2 }),
      5_000,
    );
    cancel();
    expect(await running).toMatchObject({ phase: 'cancelled' });
  });

  it('asks for its lock once more before it writes after a jump of the clock', async () => {
    const namespace = await namespaceFor('clock');
    const desired = desiredOf(namespace, 'a');
    const asked: string[] = [];
    const odin = odinWith((request) => {
      if (isWrite(request)) asked.push(request.path.includes('/leases') ? 'lease' : request.path.replace(/.*\//, ''));
      const jump = asked.at(-1) === 'odin-state.web' || asked.at(-1) === 'secrets';
      if (jump) vi.setSystemTime(Date.now() + 3_600_000);
      return ground.client.request(request);
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const prepared = await odin.plan(desired);
      expect(await odin.apply(prepared)).toMatchObject({ phase: 'succeeded' });
    } finally {
      vi.useRealTimers();
    }
    const at = asked.indexOf('web');
    expect(asked.slice(0, at)).toEqual(['lease', 'secrets', 'lease', 'secrets', 'lease']);
  });
}
