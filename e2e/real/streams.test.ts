// Logs as the window follows them, on a real node: what kubectl prints, and a rollout that misses no line.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { followedOn } from './followed.ts';

const cluster = sharedCluster();
const { kubectl } = cluster;
const follow = followedOn(cluster);
const NAMESPACE = `streams-${Date.now().toString(36)}`;
const WAIT = { timeout: 120_000, interval: 200 };
const inside = (...args: readonly string[]) => kubectl(['-n', NAMESPACE, ...args]);

const deployment = (name: string, replicas: number, command: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: NAMESPACE },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [{ name: 'main', image: 'busybox:1.37', command: ['sh', '-c', command] }],
      },
    },
  },
});

const logOf = (kind: string, name: string, more: Partial<LogRequest> = {}): LogRequest => ({
  source: {
    of: 'object',
    object: { apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1', kind, namespace: NAMESPACE, name },
  },
  previous: false,
  tail: 1_000,
  ...more,
});
const linesOf = (messages: readonly LogMessage[]) => messages.flatMap(({ lines }) => lines);
const podsOf = async (app: string) =>
  (await inside('get', 'pods', '-l', `app=${app}`, '-o', 'jsonpath={.items[*].metadata.name}')).split(' ');

beforeAll(async () => {
  await kubectl(['create', 'namespace', NAMESPACE]);
  const crash = `printf 'one\\033[31m red\\033[0m\\n'; echo "level=error msg=\\"cannot open\\""; exit 3`;
  const ticks = 'i=0; while echo "tick $i"; do i=$((i+1)); sleep 0.2; done';
  const items = [deployment('crash', 1, crash), deployment('ticks', 2, ticks)];
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
});
afterAll(() => kubectl(['delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait=false']));

it('the run before a crash is what kubectl logs -p prints', async () => {
  const restarts = () =>
    inside('get', 'pods', '-l', 'app=crash', '-o', 'jsonpath={.items[0].status.containerStatuses[0].restartCount}');
  await vi.waitFor(async () => expect(Number(await restarts())).toBeGreaterThan(1), WAIT);
  const [pod = ''] = await podsOf('crash');
  // Between a crash and its back-off the kubelet has no log of a run before: whoever asks then is told so.
  await vi.waitFor(
    async () => {
      const messages = follow({ kind: 'log', log: logOf('Pod', pod, { previous: true }) });
      await vi.waitFor(() => expect(messages.at(-1)?.state).toBe('ended'), { timeout: 10_000 });
      const printed = (await inside('logs', '-p', pod)).trimEnd().split('\n');
      expect(linesOf(messages).map(({ text }) => text)).toEqual(
        // biome-ignore lint/suspicious/noControlCharactersInRegex: kubectl prints the colours as they came
        printed.map((line) => line.replaceAll(/\u001b\[[\d;]*m/g, '')),
      );
      expect(linesOf(messages)).toMatchObject([{ styles: [[3, 7, '31']] }, { level: 'error' }]);
      expect(messages.at(-1)?.lastExit).toMatchObject({ pod, container: 'main', code: 3 });
    },
    { timeout: 150_000, interval: 3_000 },
  );
});

it('the log of a Deployment has each line of each pod once, in order, over a rollout', async () => {
  await inside('rollout', 'status', 'deployment/ticks', '--timeout=120s');
  const before = await podsOf('ticks');
  const messages = follow({ kind: 'log', log: logOf('Deployment', 'ticks') });
  const ticks = (pod: string) =>
    linesOf(messages)
      .filter((line) => line.pod === pod)
      .map(({ text }) => Number(text.split(' ')[1]));
  await vi.waitFor(() => expect(before.every((pod) => ticks(pod).length > 10)).toBe(true), WAIT);
  await inside('rollout', 'restart', 'deployment/ticks');
  await inside('rollout', 'status', 'deployment/ticks', '--timeout=120s');
  const after = await vi.waitFor(async () => {
    const now = await podsOf('ticks');
    expect(now.filter((pod) => before.includes(pod))).toEqual([]);
    return now;
  }, WAIT);
  await vi.waitFor(() => expect(after.every((pod) => ticks(pod).length > 20)).toBe(true), WAIT);
  for (const pod of [...before, ...after]) {
    const [first = 0] = ticks(pod);
    expect(ticks(pod), pod).toEqual(Array.from({ length: ticks(pod).length }, (_, number) => first + number));
    if (after.includes(pod)) expect(first).toBe(0);
  }
  const sentences = messages.flatMap(({ notices }) => notices.map(({ sentence }) => sentence)).join('\n');
  for (const pod of before) expect(sentences).toContain(pod);
  const times = linesOf(messages).map(({ at = 0 }) => at);
  // What a busy machine brings later than lines are waited for is told late rather than lost.
  const backwards = times.filter((at, index) => at < (times[index - 1] ?? 0) - 10_000);
  expect(backwards).toEqual([]);
});
