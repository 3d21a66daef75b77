// The doctor on the demo cluster, through the session that the window and `odin` have: what it lacks is not made up.
import { expect, it, vi } from 'vitest';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { demoGround } from './demo-ground.ts';
import { demoSession, installStack } from './demo-session.ts';

const never = new AbortController().signal;
const ground = demoGround();
const session = demoSession(ground);

const look = async () => {
  const report = await session().doctor(never);
  return { ...report, states: Object.fromEntries(report.links.map(({ name, state }) => [name, state])) };
};

/** The demo's GPU may sleep at any time of its day. */
const expectWhole = async () => expect(['whole', 'asleep']).toContain((await look()).level);

it('without the stack nothing is broken, and what the node alone would tell is not seen', async () => {
  const { level, isOnNode, states } = await look();
  expect({ level, isOnNode }).toEqual({ level: 'notInstalled', isOnNode: false });
  expect(states).toMatchObject({ driver: 'unknown', handler: 'ok', exporter: 'notNeeded', chart: 'notNeeded' });
});

it('with it the chain is whole, by what the stand-in for the exporter reads', async () => {
  await installStack(ground, session());
  await vi.waitFor(expectWhole, { timeout: 20_000, interval: 200 });
  expect((await look()).states).toMatchObject({ driver: 'ok', deviceFiles: 'ok', toolkit: 'ok', chart: 'ok' });
});

it('an exporter that crashes is named, with why', async () => {
  const what = 'daemonset/nvidia-gpu-exporter';
  const fail = (value: string | null) =>
    ground.client.request({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${STACK_NAMESPACE}/${what.replace('daemonset', 'daemonsets')}`,
      contentType: 'application/merge-patch+json',
      body: { metadata: { annotations: { 'demo.odin/fail': value } } },
    });
  await fail('crash');
  await vi.waitFor(async () => expect((await look()).first).toBe('exporter'), { timeout: 20_000, interval: 200 });
  const { links, states } = await look();
  expect(links.find(({ name }) => name === 'exporter')).toMatchObject({ state: 'broken', cause: 'exporterDown' });
  expect(states).toMatchObject({ target: 'behind', series: 'behind', chart: 'behind', handler: 'ok' });
  await fail(null);
  await vi.waitFor(expectWhole, { timeout: 20_000, interval: 200 });
});
