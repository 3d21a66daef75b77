// Actions on single objects, on the demo cluster: what they do to pods, too.
import { expect, it, vi } from 'vitest';
import { actionScenarios, actionsOn } from './actions.scenarios.ts';
import { demoGround } from './demo-ground.ts';

const ground = demoGround();

actionScenarios(ground);

it('restarts a pod through its controller, which makes another', async () => {
  const namespace = 'kube-system';
  const { preview, run, done } = actionsOn(ground, 'monitoring');
  const pods = async () =>
    (await ground.person.names(namespace, 'pods')).filter((name) => name.startsWith('pod/coredns-'));
  await vi.waitFor(async () => expect(await pods()).toHaveLength(1));
  const [first = ''] = await pods();
  await vi.waitFor(async () => expect((await ground.person.get(namespace, first)).status.phase).toBe('Running'));
  const object = { apiVersion: 'v1', kind: 'Pod', namespace, name: first.slice(4) };
  const shown = await preview({ verb: 'restart', object });
  expect(shown.consequences).toEqual([expect.stringContaining('its ReplicaSet makes another pod')]);
  await run(shown.hash);
  await vi.waitFor(async () => expect(await pods()).toEqual([expect.not.stringContaining(first)]), { timeout: 20_000 });
  const [second = ''] = await pods();
  await done({ verb: 'restart', object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'coredns' } });
  await vi.waitFor(
    async () => {
      const now = await pods();
      expect(now).toHaveLength(1);
      expect(now).not.toContain(second);
    },
    { timeout: 20_000 },
  );
});
