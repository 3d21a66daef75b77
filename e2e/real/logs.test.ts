// Logs by choice, with real pods, a real Loki and Alloy's own code: what a pod writes is found by its names, once and whole, and outlives
// Loki's death and the choice to do without logs.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { logqlOf, readDashboards } from '../../dashboards/published.testkit.ts';
import type { LogLine } from '../../shared/model/log-line.ts';
import { formatRef } from '../../shared/model/object.ts';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { odin } from '../app/odin.ts';
import { changesIn } from '../engine/objects.ts';
import { succeeded } from '../engine/odin.ts';
import { queriesWithoutData } from '../rules/on-cluster.ts';
import { lokiOf } from './loki.ts';
import { openSession } from './open-session.ts';
import { STACK, stackRelease } from './stack-release.ts';
import { LONG, podOf, talkers } from './talkers.ts';

const { engine, desired, prometheus } = stackRelease('logs');
const { kubectl } = engine;
const { namespace: NAMESPACE } = STACK;
const inside = (...args: readonly string[]) => kubectl(['-n', NAMESPACE, ...args]);
const loki = lokiOf(engine);

const WORD = randomUUID();
const TALKERS = `logs-${WORD.slice(0, 8)}`;
const MINUTE = { timeout: 60_000, interval: 500 };

const stackWith = (logs: boolean) =>
  desired({ settings: stackSettingsSchema.parse({ version: 1, components: { logs } }) });
const query = async (promql: string) => (await prometheus(`query?query=${encodeURIComponent(promql)}`)).result;
/** Numbers of the lines that one pod writes each second. */
const ticks = async () =>
  (await loki.lines(`{namespace="${TALKERS}"} |= "tick"`))
    .map((line) => Number(line.split(' ')[1]))
    .sort((a, b) => a - b);
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, number) => number);

afterAll(() => kubectl(['delete', 'namespace', TALKERS, '--ignore-not-found', '--wait=false']));

it('come with one choice, and everything becomes healthy', async () => {
  succeeded(await engine.apply(await engine.plan(await stackWith(true))));
  await kubectl(['create', 'namespace', TALKERS]);
  const items = talkers(WORD).map((talker) => podOf(talker, TALKERS));
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
});

it('are found by the names of their pod', async () => {
  for (const [pod, app] of [
    ['recommended', 'talker'],
    ['older', 'older'],
    ['plain', 'main'],
  ]) {
    const found = `{namespace="${TALKERS}", pod="${pod}", container="main", app="${app}"} |= "out ${WORD}"`;
    await vi.waitFor(async () => expect(await loki.lines(found)).toEqual([`out ${WORD}`]), MINUTE);
  }
});

it('are read by the window from Loki as from the kubelet, each with the same time', async () => {
  const session = await openSession(engine);
  try {
    const object = { apiVersion: 'v1', kind: 'Pod', namespace: TALKERS, name: 'recommended' };
    const log = { source: { of: 'object', object }, container: 'main' } as const;
    const { signal } = new AbortController();
    const written: LogLine[] = [];
    for await (const { lines, state } of session.logs({ ...log, previous: false, tail: 20 }, signal)) {
      written.push(...lines.filter(({ text }) => text.startsWith('tick')));
      if (state === 'live') break;
    }
    expect(written.length).toBeGreaterThan(0);
    await vi.waitFor(async () => {
      const range = { from: Date.now() - 3_600_000, until: Date.now() + 60_000, direction: 'backward' } as const;
      const kept = (await session.logPast.page({ ...log, ...range }, signal)).lines;
      expect(kept.map(({ text }) => text)).toContain(`out ${WORD}`);
      expect(kept).toEqual(expect.arrayContaining(written));
    }, MINUTE);
  } finally {
    await session.dispose();
  }
});

it('are found by a word, by an expression, and by `odin` with all that was written in a day', async () => {
  const session = await openSession(engine);
  const home = await mkdtemp(join(tmpdir(), 'odin-logs-'));
  try {
    const object = { apiVersion: 'v1', kind: 'Pod', namespace: TALKERS, name: 'recommended' };
    const range = { from: Date.now() - 3_600_000, until: Date.now() + 60_000, direction: 'backward' } as const;
    const found = async (as: 'words' | 'expression', text: string) => {
      const request = { source: { of: 'object', object }, container: 'main', sought: { as, text }, ...range } as const;
      return (await session.logPast.page(request, new AbortController().signal)).lines.map((line) => line.text);
    };
    expect(await found('words', `out ${WORD}`)).toEqual([`out ${WORD}`]);
    expect(await found('expression', `^(out|err) ${WORD}$`)).toHaveLength(2);
    for (const hostile of ['"', '`', '\\', '\n', '" or {namespace=~".+"}', '.*']) {
      expect(await found('words', `${hostile}${WORD}`), hostile).toEqual([]);
    }
    const args = ['--kubeconfig', engine.kubeconfig, 'logs', 'pod/recommended', '-n', TALKERS, '--since', '1d'];
    const { code, stdout, stderr } = await odin(args, { HOME: home, XDG_STATE_HOME: home });
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.endsWith(`out ${WORD}`))).toHaveLength(1);
    // What Loki has and what the kubelet still has are each line once.
    const ticked = lines.flatMap((line) => /tick (\d+) /.exec(line)?.[1] ?? []).map(Number);
    expect(ticked).toEqual(upTo(ticked.at(-1) ?? 0));
  } finally {
    await session.dispose();
    await rm(home, { recursive: true, force: true });
  }
});

it('carry these names, the node, and which output it was', async () => {
  const node = await kubectl(['get', 'pod', 'recommended', '-n', TALKERS, '-o', 'jsonpath={.spec.nodeName}']);
  const names = { namespace: TALKERS, pod: 'recommended', container: 'main', app: 'talker', node };
  const found = await loki.series(`{pod="recommended"}`);
  expect(found.map(({ stream }) => stream).sort()).toEqual(['stderr', 'stdout']);
  // Loki adds `service_name` itself.
  for (const { stream } of found) expect(found).toContainEqual({ ...names, stream, service_name: 'talker' });
  expect(await loki.lines(`{pod="recommended", stream="stderr"}`)).toEqual([`err ${WORD}`]);
});

it('are whole where the kubelet had to cut a line, and cut where Loki would refuse it', async () => {
  const [long, ...more] = await loki.lines(`{pod="recommended"} |= "long ${WORD}"`);
  expect(more).toEqual([]);
  expect(long).toBe(`${'x'.repeat(LONG)} long ${WORD}`);
  const cut = await loki.lines(`{pod="recommended"} |~ "^x+$"`);
  expect(cut.map(({ length }) => length)).toEqual([256 * 1024]);
});

it('miss no line when Loki is killed', async () => {
  const before = await ticks();
  await inside('delete', 'pod', 'loki-0', '--force', '--grace-period=0', '--wait');
  await inside('rollout', 'status', 'statefulset/loki', '--timeout=120s');
  const during = Number(before.at(-1)) + 20;
  await vi.waitFor(async () => expect((await ticks()).at(-1)).toBeGreaterThan(during), { ...MINUTE, timeout: 120_000 });
  const after = await ticks();
  expect(after).toEqual(upTo(Number(after.at(-1))));
});

it('are read on where a new Alloy finds them, not once more', async () => {
  const before = (await ticks()).length;
  await inside('delete', 'pod', '-l', 'app.kubernetes.io/name=alloy', '--wait');
  await inside('rollout', 'status', 'daemonset/alloy', '--timeout=120s');
  await vi.waitFor(async () => expect((await ticks()).length).toBeGreaterThan(before + 5), MINUTE);
  const after = await ticks();
  expect(after).toEqual(upTo(Number(after.at(-1))));
  const pod = await inside('get', 'pod', '-l', 'app.kubernetes.io/name=alloy', '-o', 'name');
  const page = await kubectl([
    'get',
    '--raw',
    `/api/v1/namespaces/${NAMESPACE}/pods/${pod.trim().slice(4)}:12345/proxy/metrics`,
  ]);
  const read = Number(
    page.match(new RegExp(`loki_source_file_read_lines_total.*${TALKERS}_recommended.* (\\d+)\n`))?.[1],
  );
  expect(read).toBeLessThan(before);
});

it('are shown by Grafana, whose data source is this Loki', async () => {
  const password = await inside('get', 'secret', 'grafana-admin', '-o', 'jsonpath={.data.admin-password}');
  const header = `Authorization: Basic ${Buffer.from(`admin:${Buffer.from(password, 'base64')}`).toString('base64')}`;
  const ask = (path: string) =>
    inside(
      'exec',
      'prometheus-0',
      '--',
      'wget',
      '-q',
      '-O',
      '-',
      `--header=${header}`,
      `http://grafana:3000/api/datasources${path}`,
    );
  expect(await ask('/uid/loki/health')).toContain('"OK"');
  const selector = encodeURIComponent(`{namespace="${TALKERS}", pod="older"}`);
  expect(await ask(`/proxy/uid/loki/loki/api/v1/query_range?query=${selector}`)).toContain(`out ${WORD}`);
});

it('have a dashboard that finds data in Loki', async () => {
  const expressions = readDashboards().flatMap(logqlOf);
  expect(expressions.length).toBeGreaterThan(3);
  for (const { where, expr } of expressions) {
    const found = await loki.lines(expr.replaceAll('$search', WORD).replaceAll(/\$[a-z]+/g, '.+'));
    // K3s' journal is not there: the node has no systemd.
    expect(found.length > 0, where).toBe(!expr.includes('job="journal"'));
  }
});

it('are watched by Prometheus, which has nothing to complain of', async () => {
  for (const job of ['loki', 'alloy']) {
    await vi.waitFor(async () => expect(await query(`up{job="${job}"} == 1`)).toHaveLength(1), MINUTE);
  }
  const without = () => queriesWithoutData(query, 'dashboards-logs');
  await vi.waitFor(async () => expect(await without()).toEqual([]), { ...MINUTE, timeout: 120_000 });
  // Not even for the first of the minutes that an alert waits. (Loki's own death is another's.)
  expect(await query('ALERTS{alertname=~"LokiDiscards.+|Alloy.+"}')).toEqual([]);
});

it('go with the choice, but for what was written, which the next choice finds again', async () => {
  const without = await engine.plan(await stackWith(false));
  expect(changesIn(without.plan)).toEqual([
    `configured Deployment/${NAMESPACE}/grafana`,
    'deleted ClusterRole/odin-alloy',
    'deleted ClusterRoleBinding/odin-alloy',
    ...[
      'ConfigMap/alloy-config',
      'ConfigMap/grafana-dashboards-logs',
      'ConfigMap/grafana-datasource-loki',
      'ConfigMap/loki-config',
      'DaemonSet/alloy',
      'NetworkPolicy/alloy',
      'NetworkPolicy/loki',
      'Service/alloy',
      'Service/loki',
      'ServiceAccount/alloy',
      'StatefulSet/loki',
    ].map((name) => `deleted ${name.replace('/', `/${NAMESPACE}/`)}`),
  ]);
  expect(without.plan.changes.filter(({ op }) => op === 'kept').map(({ ref }) => formatRef(ref))).toEqual([
    `PersistentVolumeClaim/${NAMESPACE}/loki-data`,
  ]);
  succeeded(await engine.apply(without));
  const left = await engine.names(NAMESPACE, 'all,configmap,serviceaccount,networkpolicy');
  expect(left.filter((name) => /loki|alloy/.test(name))).toEqual([]);
  expect(await engine.names(NAMESPACE, 'pvc')).toContain('persistentvolumeclaim/loki-data');
  await kubectl(['delete', 'namespace', TALKERS, '--wait']); // nobody can read it once more
  succeeded(await engine.apply(await engine.plan(await stackWith(true))));
  const found = `{namespace="${TALKERS}", pod="plain"} |= "${WORD}"`;
  await vi.waitFor(async () => expect(await loki.lines(found)).toEqual([`out ${WORD}`]), MINUTE);
});
