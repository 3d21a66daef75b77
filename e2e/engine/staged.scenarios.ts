// Objects that need each other: what is refused now for want of a sibling is tried when the sibling is there.
import { describe, expect, it } from 'vitest';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { expectAbsent, type Ground } from './ground.ts';
import { changesIn, configMap, releaseOf } from './objects.ts';

const pod = (name: string, spec: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [{ name: 'c', image: 'busybox:1.37', command: ['sleep', '100000'] }],
    ...spec,
  },
});
const account = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } });
const priority = (name: string): KubeObject => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name },
  value: 1_000,
});
const runtime = (name: string): KubeObject => ({
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name },
  handler: 'runc',
});

const reasons = ({ changes }: Plan) =>
  Object.fromEntries(changes.flatMap(({ ref, reason }) => (reason === undefined ? [] : [[formatRef(ref), reason]])));

/** Registers them. */
export function stagedScenarios(ground: Ground): void {
  const { odin, namespaceFor } = ground;
  /** A namespace that is there, where somebody runs the pods. */
  async function settled(what: string): Promise<{ readonly namespace: string; readonly stop: () => Promise<void> }> {
    const namespace = namespaceFor(what);
    await ground.person.create('', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    await expect.poll(() => ground.person.find(namespace, 'serviceaccount/default')).toBeDefined();
    return { namespace, stop: ground.runPods(namespace) ?? (async () => {}) };
  }
  /** What a release of these makes, in a namespace that is there. */
  const setOf = (tag: string) => ({
    objects: [
      pod('by-account', { serviceAccountName: 'runner' }),
      pod('by-priority', { priorityClassName: `${tag}-urgent` }),
      pod('by-runtime', { runtimeClassName: `${tag}-plain` }),
      account('runner'),
      priority(`${tag}-urgent`),
      runtime(`${tag}-plain`),
    ],
    others: [`priorityclass/${tag}-urgent`, `runtimeclass/${tag}-plain`],
  });

  describe('a Pod', () => {
    it('comes with its own account, priority and runtime', async () => {
      const { namespace, stop } = await settled('own');
      const { objects, others } = setOf(namespace);
      try {
        const prepared = await odin.plan(releaseOf(namespace, objects));
        expect(prepared.plan.blockers).toEqual([]);
        expect(reasons(prepared.plan)).toEqual({
          [`Pod/${namespace}/by-account`]: `not tried yet: ServiceAccount/${namespace}/runner comes with this release`,
          [`Pod/${namespace}/by-priority`]: `not tried yet: PriorityClass/${namespace}-urgent comes with this release`,
          [`Pod/${namespace}/by-runtime`]: `not tried yet: RuntimeClass/${namespace}-plain comes with this release`,
        });
        const operation = await odin.apply(prepared);
        expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
        const again = await odin.plan(releaseOf(namespace, objects));
        expect(changesIn(again.plan)).toEqual([]);
        expect(again.plan.blockers).toEqual([]);
        await odin.uninstalled(releaseOf(namespace, objects));
        for (const what of others) await expectAbsent(ground.person, '', what);
      } finally {
        await stop();
      }
    });

    it('comes with its namespace, too', async () => {
      const namespace = namespaceFor('all');
      const { objects } = setOf(namespace);
      const stop = ground.runPods(namespace) ?? (async () => {});
      try {
        const prepared = await odin.plan(releaseOf(namespace, [...objects, pod('by-default', {})]));
        expect(prepared.plan.blockers).toEqual([]);
        const operation = await odin.apply(prepared);
        expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
        await odin.uninstalled(releaseOf(namespace, objects));
      } finally {
        await stop();
      }
    });

    it.each([
      ['another name', [account('runner2'), priority('runner')]],
      ['another kind', [configMap('runner'), priority('runner')]],
      ['another namespace', [{ ...account('runner'), metadata: { name: 'runner', namespace: 'default' } }]],
    ])('is refused where what it needs has %s', async (_what, siblings) => {
      const { namespace, stop } = await settled('lacking');
      await stop();
      const objects = [pod('by-account', { serviceAccountName: 'runner' }), ...siblings];
      const { plan } = await odin.plan(releaseOf(namespace, objects as readonly KubeObject[]));
      expect(plan.blockers).toEqual([expect.stringMatching(/^Pod\/.*\/by-account: .*runner.*not found/)]);
    });

    it('fails when its turn comes, and says why, where its sibling does not help', async () => {
      const { namespace, stop } = await settled('turn');
      await odin.installed(releaseOf(namespace, [configMap('web')]));
      await stop();
      const wrong = pod('by-account', { serviceAccountName: 'runner', priorityClassName: 'nobody-has-it' });
      const prepared = await odin.plan(releaseOf(namespace, [configMap('web'), account('runner'), wrong], '2.0.0'));
      if (prepared.plan.blockers.length > 0) {
        expect(prepared.plan.blockers).toEqual([expect.stringContaining('nobody-has-it')]);
        return;
      }
      const operation = await odin.apply(prepared);
      expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
      expect(operation.error).toContain('nobody-has-it');
      await expectAbsent(ground.person, namespace, 'serviceaccount/runner');
    });
  });

  it('keeps a typing error a refusal, whatever comes with it', async () => {
    const { namespace, stop } = await settled('typo');
    await stop();
    const { plan } = await odin.plan(
      releaseOf(namespace, [pod('by-account', { serviceAccountNme: 'runner' }), account('runner')]),
    );
    expect(plan.blockers).toEqual([expect.stringContaining('unknown field')]);
  });
}
