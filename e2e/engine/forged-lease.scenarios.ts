// Leases that no ODIN wrote: whoever may write them in a namespace neither gets two ODINs to work at once, nor keeps one
// out for ever without a sentence and a way on.
import { expect, it, vi } from 'vitest';
import { ApiError } from '../../electron/kube/api-error.ts';
import type { KubeRequest } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { busy, desiredOf, LEASE, lockTimes, namespacesOn, odinsOn } from './busy.ts';
import { expectAbsent, type Ground } from './ground.ts';

const LONG_AGO = '1970-01-01T00:00:00.000000Z';
const FAR_AHEAD = '9999-12-31T23:59:59.000000Z';

const isOfLease = ({ path }: KubeRequest) => path.includes('/leases');

/** Registers them. */
export function forgedLeaseScenarios(ground: Ground): void {
  const odinWith = odinsOn(ground);
  const namespaceFor = namespacesOn(ground);
  const forge = (namespace: string, spec: KubeObject['spec'], metadata: object = {}) =>
    ground.person.create(namespace, {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'odin-lock.web', namespace, ...metadata },
      spec,
    });

  it.each<[string, KubeObject['spec'], object?]>([
    ['names nobody', { holderIdentity: '', leaseDurationSeconds: 2_147_483_647, renewTime: FAR_AHEAD }],
    ['says nothing at all', {}],
    ['is held for 68 years', { holderIdentity: 'mallory', leaseDurationSeconds: 2_147_483_647, renewTime: FAR_AHEAD }],
    ['is held for no time', { holderIdentity: 'mallory', renewTime: LONG_AGO }],
    ['has changed hands as often as can be counted', { holderIdentity: 'mallory', leaseTransitions: 2_147_483_647 }],
    ['has a holder of 20 kB', { holderIdentity: 'm_'.repeat(10_000), leaseDurationSeconds: 1 }],
    ['was acquired before it was', { holderIdentity: 'm', acquireTime: FAR_AHEAD, renewTime: LONG_AGO }],
    ['does not go when it is deleted', { holderIdentity: 'mallory' }, { finalizers: ['example.com/stay'] }],
  ])('are no obstacle where nobody renews them: one that %s', async (_what, spec, metadata) => {
    const namespace = await namespaceFor('forged');
    await forge(namespace, spec, metadata);
    const begun = performance.now();
    const prepared = await odinWith().plan(desiredOf(namespace, 'a'));
    expect(await odinWith().apply(prepared)).toMatchObject({ phase: 'succeeded' });
    expect(performance.now() - begun).toBeLessThan(4 * lockTimes.durationMs + 6_000);
    await expectAbsent(ground.person, namespace, LEASE);
  });

  it('are said in one short sentence with a way on where somebody renews them', async () => {
    const namespace = await namespaceFor('renewed');
    await forge(namespace, { holderIdentity: 'm'.repeat(10_000), leaseDurationSeconds: 1 });
    const odin = odinWith(async (request) => {
      if (isOfLease(request) && (request.method ?? 'GET') === 'GET') {
        await ground.person.patch(namespace, LEASE, { metadata: { annotations: { at: `${performance.now()}` } } });
      }
      return ground.client.request(request);
    });
    const prepared = await odinWith().plan(desiredOf(namespace, 'a'));
    const message = new RegExp(
      `^Release web in namespace ${namespace} is being changed by m{100}…; .* No ODIN calls itself so: where nobody is at work, delete Lease/${namespace}/odin-lock.web\\.$`,
    );
    await expect(odin.apply(prepared)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(message),
    });
    await ground.person.delete(namespace, LEASE);
    expect(await odinWith().apply(prepared)).toMatchObject({ phase: 'succeeded' });
  });

  it('end in a sentence where each try to write one is lost', async () => {
    const namespace = await namespaceFor('races');
    const odin = odinWith(async (request) => {
      if (isOfLease(request) && (request.method ?? 'GET') !== 'GET')
        throw new ApiError(409, 'the object has been modified');
      return ground.client.request(request);
    });
    const prepared = await odinWith().plan(desiredOf(namespace, 'a'));
    await expect(odin.apply(prepared)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /cannot be locked: \S+\/leases\/odin-lock\.web changes at each try; look who writes it\.$/,
      ),
    });
  });

  it.each<[string, object]>([
    ['annotated', { metadata: { annotations: { who: 'else' } } }],
    ['made shorter', { spec: { leaseDurationSeconds: 1 } }],
    ['dated back', { spec: { renewTime: LONG_AGO, acquireTime: LONG_AGO } }],
    ['dated ahead', { spec: { renewTime: FAR_AHEAD } }],
  ])('is made right again where somebody has %s the one that we hold', async (_what, change) => {
    const namespace = await namespaceFor('touched');
    const { running, cancel } = await busy(odinWith(), desiredOf(namespace, 'a', true));
    const begun = Date.now();
    await ground.person.patch(namespace, LEASE, change);
    await vi.waitFor(async () => {
      const { spec } = await ground.person.get(namespace, LEASE);
      const { renewTime, leaseDurationSeconds } = spec as { renewTime: string; leaseDurationSeconds: number };
      expect(leaseDurationSeconds).toBe(2);
      expect(Math.abs(Date.parse(renewTime) - begun)).toBeLessThan(30_000);
    }, 5_000);
    cancel();
    expect(await running).toMatchObject({ phase: 'cancelled' });
    await expectAbsent(ground.person, namespace, LEASE);
  });

  it('is not made anew by who slept while another may have had it and let it go', async () => {
    const namespace = await namespaceFor('slept');
    const later: string[] = [];
    let isAwake = false;
    let renewing = Promise.resolve<unknown>(undefined);
    let wake = () => {};
    let sleep: Promise<void> | undefined;
    const odin = odinWith(async (request) => {
      const method = request.method ?? 'GET';
      if (isOfLease(request)) {
        // Nobody renews anything while asleep.
        await sleep;
      } else if (isAwake && method !== 'GET') later.push(`${method} ${request.path}`);
      const answer = ground.client.request<never>(request);
      if (isOfLease(request)) renewing = answer.catch(() => {});
      return answer;
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { running } = await busy(odin, desiredOf(namespace, 'a', true));
      sleep = new Promise((resolve) => (wake = resolve));
      await renewing;
      await ground.person.delete(namespace, LEASE);
      // Longer than the lock holds, and not so long that the volume which is missing is a failure by now.
      vi.setSystemTime(Date.now() + 30_000);
      isAwake = true;
      wake();
      const operation = await running;
      expect(operation).toMatchObject({ phase: 'failed' });
      // A machine that is busy too may have no answer in time, and does not know who has it then.
      expect(operation.error).toMatch(/^The lock on release web .* was lost: /);
      expect(later).toEqual([]);
      await expectAbsent(ground.person, namespace, LEASE);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends the work where it was deleted and may not be made again, unless its namespace is going', async () => {
    const namespace = await namespaceFor('refused');
    let isCut = false;
    const later: string[] = [];
    const odin = odinWith(async (request) => {
      const method = request.method ?? 'GET';
      if (isCut && isOfLease(request) && method === 'POST') throw new ApiError(403, 'leases is forbidden: no');
      if (isCut && !isOfLease(request) && method !== 'GET') later.push(`${method} ${request.path}`);
      return ground.client.request(request);
    });
    const { running } = await busy(odin, desiredOf(namespace, 'a', true));
    isCut = true;
    await ground.person.delete(namespace, LEASE);
    const operation = await running;
    expect(operation).toMatchObject({ phase: 'failed' });
    expect(operation.error).toMatch(
      /^The lock on release web .* was lost: it could not be renewed for 1\.2 s: .*forbidden/,
    );
    expect(later).toEqual([]);
  });
}
