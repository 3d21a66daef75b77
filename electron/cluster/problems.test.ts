import { expect, test } from 'vitest';
import type { Alert } from '../../shared/model/alert.ts';
import type { Health } from '../../shared/model/health.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { type Overview, type PartRow, type PodRow, problemSchema } from '../../shared/model/overview.ts';
import { problemsOf } from './problems.ts';

const well: Health = { state: 'Current', reason: '1 of 1 ready', evidence: [] };
const crash: Health = {
  state: 'Failed',
  reason: 'container main crashes (exit code 1)',
  evidence: ['exit code 1 (Error)'],
  why: { category: 'crash', title: 'Grafana crashes with exit code 1', next: 'Read.', actions: [] },
};
const starting: Health = {
  state: 'InProgress',
  reason: '',
  evidence: [],
  why: { category: 'notReady', title: 'Grafana is starting', actions: [] },
};
const ref = (kind: string, name: string): ObjectRef => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : kind === 'Job' ? 'batch/v1' : 'v1',
  kind,
  name,
  ...(kind === 'Node' ? {} : { namespace: 'monitoring' }),
});
const part = (name: string, health: Health): PartRow => ({
  title: name,
  object: ref('Deployment', name),
  services: [ref('Service', name)],
  pods: [ref('Pod', `${name}-1`)],
  health,
  restarts: 0,
});
const podRow = (name: string, health: Health, owner?: string): PodRow => ({
  namespace: 'monitoring',
  name,
  uid: name,
  ...(owner === undefined ? {} : { owner }),
  health,
  readyContainers: 0,
  totalContainers: 1,
  restarts: 0,
  createdAt: 0,
});
const overview = (parts: readonly PartRow[], pods: readonly PodRow[] = []): Overview => ({
  namespace: 'monitoring',
  installed: true,
  services: [],
  workloads: [],
  parts: [...parts],
  pods: [...pods],
  at: 0,
  stale: false,
});
const alert = (fingerprint: string, severity: Alert['severity'], object?: ObjectRef, since = 0): Alert => ({
  fingerprint,
  name: 'Rule',
  severity,
  state: 'firing',
  since,
  summary: `${fingerprint} fires`,
  action: `Do what ${fingerprint} says.`,
  ...(object === undefined ? {} : { object }),
  labels: {},
});

test('a part and the alerts about any of it are one problem, as old as the oldest and as urgent as the worst', () => {
  const sick = overview([part('grafana', starting), part('loki', well)]);
  const alerts = [
    alert('down', 'critical', ref('Deployment', 'grafana'), 2_000),
    alert('pod', 'warning', ref('Pod', 'grafana-1'), 1_000),
    alert('service', 'info', ref('Service', 'grafana'), 3_000),
  ];
  const problems = problemsOf(sick, alerts);
  expect(problems).toEqual([
    {
      id: expect.any(String),
      tone: 'bad',
      title: 'Grafana is starting',
      next: 'Do what down says.',
      since: 1_000,
      object: ref('Deployment', 'grafana'),
      actions: [],
      alerts: ['down', 'pod', 'service'],
      evidence: [],
    },
  ]);
  const [before] = problemsOf(overview([part('grafana', crash)]));
  expect(before?.id).toBe(problems[0]?.id);
});

test('an alert about a part that is well is its problem, and leads to the part', () => {
  const [one, ...others] = problemsOf(overview([part('loki', well)]), [alert('full', 'warning', ref('Pod', 'loki-1'))]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ tone: 'warn', title: 'full fires', object: ref('Deployment', 'loki') });
});

test('several troubles of a node are several problems; two alerts about one Job are one', () => {
  const node = ref('Node', 'razer');
  const problems = problemsOf(overview([]), [
    alert('disk', 'warning', node),
    alert('hot', 'critical', node),
    alert('late', 'warning', ref('Job', 'backup')),
    alert('failed', 'critical', ref('Job', 'backup')),
    alert('nothing', 'info'),
  ]);
  expect(problems.map(({ tone, title, alerts }) => [tone, title, alerts])).toEqual([
    ['bad', 'hot fires', ['hot']],
    ['bad', 'failed fires', ['failed', 'late']],
    ['warn', 'disk fires', ['disk']],
    ['info', 'nothing fires', ['nothing']],
  ]);
});

test('pods that fail and belong to no part: one problem an owner, and no more than a person reads', () => {
  const failing = (name: string, owner?: string) => podRow(name, { ...crash, why: undefined }, owner);
  const parts = [part('grafana', well)];
  const pods = [failing('grafana-1'), failing('a-1', 'Job/a'), failing('a-2', 'Job/a'), podRow('fine', well)];
  const problems = problemsOf(overview(parts, pods), [alert('job', 'warning', ref('Job', 'a'))]);
  expect(problems).toMatchObject([{ tone: 'warn', title: '2 pods of Job a fail', alerts: ['job'] }]);
  expect(problemsOf(overview(parts, [failing('x')]))[0]?.title).toBe('x: container main crashes (exit code 1)');

  const many = problemsOf(
    overview(
      [],
      Array.from({ length: 10_000 }, (_, index) => failing(`p${index}`)),
    ),
  );
  expect(many).toHaveLength(21);
  expect(many.map(({ title }) => title)).toContain('9980 more pods fail');
});

test('what an alert says is one short line', () => {
  const hostile = { ...alert('x', 'critical'), summary: `\x1b[31m${'a\nb '.repeat(5_000)}`, action: 'c'.repeat(9_000) };
  const [problem] = problemSchema.array().parse(problemsOf(overview([]), [hostile]));
  expect(problem?.title.length).toBeLessThanOrEqual(120);
  expect(problem?.title).not.toMatch(/\p{Cc}/u);
  expect(problem?.next?.length).toBeLessThanOrEqual(300);
});
