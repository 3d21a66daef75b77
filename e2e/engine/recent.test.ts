// Entries of what happened lately on the demo cluster, from every source.
import { expect, it, vi } from 'vitest';
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
