// Shells on the demo cluster, over the same WebSocket as on a real one.
import { beforeAll, expect, it, vi } from 'vitest';
import { demoGround } from './demo-ground.ts';
import { openTerminal } from './terminal.ts';

const ground = demoGround();
const namespace = 'default';
const place = { namespace, pod: 'busy', container: 'main' };

async function startPod(name: string, image = 'busybox:1.37'): Promise<void> {
  const containers = [{ name: 'main', image, command: ['sleep', 'infinity'] }];
  await ground.person.create(namespace, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers } });
  await vi.waitFor(
    async () => expect((await ground.person.get(namespace, `pod/${name}`)).status.phase).toBe('Running'),
    { timeout: 20_000 },
  );
}

beforeAll(() => startPod('busy'));

it('shows what is typed and what it does, in the size that the page has, and its exit code', async () => {
  const terminal = openTerminal(ground.client, place);
  await terminal.shows(/\/ # $/);
  expect(terminal.text()).toContain('This is the demo cluster');
  terminal.type('stty size\r');
  await terminal.shows(/stty size\r\n30 100\r\n/);
  terminal.resize(132, 43);
  terminal.type('stty size\r');
  await terminal.shows(/43 132\r\n/);
  terminal.type('echo "I am $HOSTNAME"x\x7f\r');
  await terminal.shows(/\r\nI am busy\r\n/);
  terminal.type('nonsense\r');
  await terminal.shows(/nonsense: not found/);
  terminal.type('exit 3\r');
  expect(await terminal.end()).toEqual({ state: 'ended', exitCode: 3 });
});

it('says of an image without a shell that it has none, and what opens one beside it', async () => {
  await startPod('bare', 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1');
  expect(await openTerminal(ground.client, { ...place, pod: 'bare' }).end()).toEqual({
    state: 'failed',
    reason: 'The image registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1 has no shell in it.',
    remedy: 'kubectl debug -it bare -n default --image=busybox --target=main',
  });
});

it('says that the pod is gone, before and while it is open', async () => {
  expect(await openTerminal(ground.client, { ...place, pod: 'nobody' }).end()).toEqual({
    state: 'failed',
    reason: 'The pod nobody is gone.',
  });
  await startPod('brief');
  const terminal = openTerminal(ground.client, { ...place, pod: 'brief' });
  await terminal.shows(/# $/);
  await ground.person.delete(namespace, 'pod/brief');
  expect(await terminal.end()).toMatchObject({
    state: 'ended',
    reason: expect.stringMatching(/^The pod brief is (gone|being deleted)\.$/),
  });
});

it('opens nothing that was not agreed to', async () => {
  const permit = vi.fn(async () => false);
  expect(await openTerminal(ground.client, place, { permit }).end()).toMatchObject({ state: 'failed' });
  expect(permit).toHaveBeenCalledWith(place);
});
