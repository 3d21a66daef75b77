// Entries of what happened lately on the demo cluster, from every source.
import { expect, it, vi } from 'vitest';
import { alertHistorySchema } from '../../shared/model/alert-history.ts';
import { recentSchema } from '../../shared/model/recent.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { demoGround } from './demo-ground.ts';
import { demoSession, installStack } from './demo-session.ts';

const never = new AbortController().signal;
const ground = demoGround();
const session = demoSession(ground);

const look = async () => {
  const recent = await session().recent.list(never);
  expect(recentSchema.parse(recent)).toEqual(recent);
  return { ...recent, sentences: recent.entries.map(({ sentence }) => sentence) };
};

it('on a cluster without anything nothing has happened, and nothing is missing', async () => {
  const { entries, missing } = await look();
  expect([entries, missing]).toEqual([[], []]);
});

it('an install, a hand and a crash are told, newest first, each with its door', async () => {
  await installStack(ground, session());
  session().recent.forget();
  await ground.person.patch(STACK_NAMESPACE, 'deployment/grafana', { spec: { replicas: 2 } }, 'kubectl-edit');
  await ground.person.annotate(STACK_NAMESPACE, 'daemonset/nvidia-gpu-exporter', { 'demo.odin/fail': 'crash' });
  session().recent.forget();
  const { entries, sentences, missing } = await vi.waitFor(
    async () => {
      const found = await look();
      const told = found.sentences.join('\n');
      expect(told).toMatch(/^Pod nvidia-gpu-exporter-\w+: container \S+ ended with exit code 1/m);
      expect(told).toMatch(/^Pod nvidia-gpu-exporter-\w+: container \S+ ends again and again$/m);
      expect(found.entries.some(({ kind }) => kind === 'alert')).toBe(true);
      return found;
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(missing).toEqual([]);
  expect(sentences.some((sentence) => /^Installed \d+\.\d+\.\d+\.$/.test(sentence))).toBe(true);
  expect(entries.find(({ kind }) => kind === 'change')).toMatchObject({ tone: 'ok', revision: 1 });
  expect(entries.find(({ sentence }) => sentence === 'Deployment grafana was changed by kubectl-edit.')).toMatchObject({
    kind: 'byHand',
    object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: STACK_NAMESPACE, name: 'grafana' },
  });
  expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => b - a));
  expect(entries.filter(({ object, revision }) => object === undefined && revision === undefined)).toEqual([]);
});

it('the week before has its alerts, and what fires now is the last of them, in the words of its rule', async () => {
  const history = await vi.waitFor(
    async () => {
      const found = await session().alertPast.history(never);
      // Between two crashes its container runs, and nothing fires.
      expect(found.alerts[0]).toMatchObject({ name: 'PodCrashLooping' });
      expect(found.alerts[0]?.episodes[0]).not.toHaveProperty('to');
      return found;
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(alertHistorySchema.parse(history)).toEqual(history);
  const battery = history.alerts.find(({ name }) => name === 'NodeBatteryLow');
  expect(battery).toMatchObject({ summary: expect.stringMatching(/^The battery of \S+ is nearly empty$/), times: 3 });
  expect(Math.round((battery?.firedMs ?? 0) / 3_600_000)).toBe(2);
});

it('what was mended is still found among the alerts that were', async () => {
  const mended = { metadata: { annotations: { 'demo.odin/fail': null } } };
  await ground.person.patch(STACK_NAMESPACE, 'daemonset/nvidia-gpu-exporter', mended, 'kubectl-annotate');
  await vi.waitFor(
    async () => {
      const { alerts } = await session().alertPast.history(never);
      const crash = alerts.find(({ name }) => name === 'PodCrashLooping');
      expect(crash?.episodes[0]?.to).toBeTypeOf('number');
    },
    { timeout: 60_000, interval: 500 },
  );
});
