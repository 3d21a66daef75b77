// Shells on a real node: a terminal in a container, its size, its end, and what an image without a shell says.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { openTerminal } from '../engine/terminal.ts';

const namespace = `shell-${randomUUID().slice(0, 8)}`;
const cluster = sharedCluster();
let client: KubeClient;
/** Some shells ask the terminal for its cursor behind it. */
const PROMPT = /[#$] /;

beforeAll(async () => {
  const context = (await cluster.kubectl(['config', 'current-context'])).trim();
  client = await connect({ file: cluster.kubeconfig, context });
  await cluster.kubectl(['create', 'namespace', namespace]);
  await startPod('busy');
});

afterAll(async () => {
  await cluster.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  await client.close();
});

const place = (pod: string) => ({ namespace, pod, container: 'main' });

it('shows what is typed and what it does, in the size that the page has, and its exit code', async () => {
  const terminal = openTerminal(client, place('busy'));
  await terminal.shows(PROMPT);
  terminal.type('stty size; echo "$TERM"\r');
  await terminal.shows(/\r\n30 100\r\nxterm-256color\r\n/);
  terminal.resize(132, 43);
  terminal.type('stty size\r');
  await terminal.shows(/\r\n43 132\r\n/);
  terminal.type('cat /proc/sys/kernel/ostype\r');
  await terminal.shows(/\r\nLinux\r\n/);
  terminal.type('exit 3\r');
  expect(await terminal.end()).toEqual({ state: 'ended', exitCode: 3 });
});

it('brings all of what a program shows at once, in its order', async () => {
  const terminal = openTerminal(client, place('busy'));
  await terminal.shows(PROMPT);
  terminal.type('seq 1 100000; echo all\\ there\r');
  await terminal.shows(/\r\nall there\r\n/);
  const lines = terminal.text().split('\r\n');
  const first = lines.indexOf('1');
  expect(lines.slice(first, first + 100_000)).toEqual(Array.from({ length: 100_000 }, (_, index) => String(index + 1)));
});

it('stops a program by Ctrl-C', async () => {
  const terminal = openTerminal(client, place('busy'));
  await terminal.shows(PROMPT);
  terminal.type('sleep 1000\r');
  await terminal.shows(/sleep 1000\r\n/);
  terminal.type('\x03');
  terminal.type('echo stop\\ ped\r');
  await terminal.shows(/\r\nstop ped\r\n/);
});

it('says of a container without a shell that it has none', async () => {
  // The same image with its shell taken away, so that no other has to be there.
  await startPod('bare', 'cp /bin/busybox /busybox; rm -rf /bin/*; exec /busybox sleep infinity');
  expect(await openTerminal(client, place('bare')).end()).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/^The image .*busybox.* has no shell in it\.$/),
    remedy: `kubectl debug -it bare -n ${namespace} --image=busybox --target=main`,
  });
});

it('says that the pod is gone, before and while it is open', async () => {
  expect(await openTerminal(client, place('nobody')).end()).toEqual({
    state: 'failed',
    reason: 'The pod nobody is gone.',
  });
  await startPod('brief');
  const terminal = openTerminal(client, place('brief'));
  await terminal.shows(PROMPT);
  await cluster.kubectl(['delete', 'pod', 'brief', '-n', namespace, '--now']);
  expect(await terminal.end()).toMatchObject({
    state: 'ended',
    reason: expect.stringMatching(/^The (pod brief is (gone|being deleted)|container main is not running)\.$/),
  });
});

async function startPod(name: string, script = 'exec sleep infinity'): Promise<void> {
  const container = {
    name: 'main',
    image: 'busybox',
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', script],
  };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { terminationGracePeriodSeconds: 0, containers: [container] },
  };
  await cluster.kubectl(['create', '-n', namespace, '-f', '-'], { input: JSON.stringify(pod) });
  await cluster.kubectl(['wait', '--for=condition=Ready', `pod/${name}`, '-n', namespace, '--timeout=60s']);
}
