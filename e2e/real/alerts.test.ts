// A pod that keeps crashing on a real node: the stack's own rule fires, and reaches ODIN through the real Alertmanager, or
// without it. The rule waits ten minutes; in the ConfigMap that is applied here, its `for: 10m` is replaced by `for: 15s`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WATCHED_INTERVAL_MS } from '../../electron/session/alert-watch.ts';
import type { Session } from '../../electron/session/session.ts';
import { SILENT } from '../../electron/session/session-listener.ts';
import { generatedSecrets } from '../../electron/stack/components/generated-secrets.ts';
import { listVersions } from '../../electron/stack/manifests/versions.ts';
import { type AlertReport, alertReportSchema } from '../../shared/model/alert.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import { odin } from '../app/odin.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { openSession } from './open-session.ts';
import { toldJson } from './told-json.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const cluster = sharedCluster();
const { kubectl, tryKubectl } = cluster;
const NAMESPACE = 'alerts-crash';
const POD = 'keeps-crashing';
const minutes = (count: number) => ({ timeout: count * 60_000, interval: 1_000 });
const told: AlertReport[] = [];
const verdicts: Verdict[] = [];
let directory = '';
let home = '';
let session: Session;

/** Every file and object of the stack, with the one rule made impatient. */
async function impatientStack(): Promise<string> {
  const rendered = await kubectl(['kustomize', directory]);
  const rule = /alert: PodCrashLooping\n[\s\S]*?for: 10m/;
  expect(rendered).toMatch(rule);
  return rendered.replace(rule, (words) => words.replace('for: 10m', 'for: 15s'));
}

beforeAll(async () => {
  const there = await tryKubectl(['get', 'namespace', 'monitoring']);
  if (there.code === 0) throw new Error('The cluster has a namespace monitoring: delete it, this suite makes its own.');
  home = await mkdtemp(join(tmpdir(), 'odin-alerts-'));
  directory = join(assetsDir, (await listVersions(assetsDir))[0]);
  await kubectl(['apply', '-f', '-'], { input: await impatientStack() });
  const items = await generatedSecrets(new Set(['grafana', 'node-exporter']), 'monitoring', () => 'known');
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await kubectl(['create', 'namespace', NAMESPACE]);
  await kubectl(['-n', NAMESPACE, 'run', POD, '--image=busybox:1.37', '--', 'sh', '-c', 'sleep 2; exit 1']);
  for (const name of ['statefulset/prometheus', 'statefulset/alertmanager', 'deployment/kube-state-metrics']) {
    await kubectl(['-n', 'monitoring', 'rollout', 'status', name, '--timeout=180s']);
  }
  session = await openSession(cluster, {
    alertInterval: () => WATCHED_INTERVAL_MS,
    listener: {
      ...SILENT,
      onVerdict: (verdict) => verdicts.push(verdict),
      onAlerts: (report) => told.push(report),
    },
  });
});

afterAll(async () => {
  await session?.dispose();
  await kubectl(['delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait=false']);
  await kubectl(['delete', '--ignore-not-found', '--wait', '-k', directory]);
  await rm(home, { recursive: true, force: true });
});

/** The crash's alert in a report, and who tells of it. */
function crashIn(report: AlertReport | undefined) {
  if (report?.state !== 'known') throw new Error(JSON.stringify(report));
  const alert = report.alerts.find(({ name, object }) => name === 'PodCrashLooping' && object?.name === POD);
  if (alert === undefined) throw new Error(`It is not among ${report.alerts.map(({ name }) => name).join(', ')}.`);
  return { source: report.source, note: report.note, alert };
}

const minute = () => AbortSignal.timeout(60_000);
const runAlerts = (...options: string[]) =>
  odin(['--kubeconfig', cluster.kubeconfig, ...options, 'alerts'], { HOME: home, XDG_STATE_HOME: home });

// The rule wants some restarts, and the kubelet waits longer before each.
it('fires, and is told to who looks', { timeout: 8 * 60_000 }, async () => {
  const first = await session.alerts.list(minute());
  expect(first).toMatchObject({ state: 'known', source: 'alertmanager' });
  const { alert } = await vi.waitFor(() => crashIn(told.at(-1)), minutes(7));
  expect(alert).toMatchObject({
    severity: 'warning',
    state: 'firing',
    summary: `${NAMESPACE}/${POD} keeps crashing`,
    dashboard: 'odin-workloads',
    object: { apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE, name: POD },
    labels: { alertname: 'PodCrashLooping', container: POD },
  });
  expect(alert.action).toContain(`kubectl -n ${NAMESPACE} logs ${POD} -c ${POD} --previous`);
  expect(Math.abs(Date.now() - alert.since)).toBeLessThan(10 * 60_000);
  // A warning is for the page; the tray stays as it is.
  expect(verdicts.at(-1)?.sentence).not.toContain('fire');
  // Alertmanager asks for no password: nothing of it may listen on this machine.
  expect(session.forwards.list()).toEqual([]);
});

it('odin alerts prints it with what to do, and exits with 6', async () => {
  const run = await runAlerts();
  expect(run.code, run.stderr).toBe(6);
  expect(run.stdout).toMatch(/^SEVERITY +ALERT +FOR +ABOUT +SUMMARY$/m);
  expect(run.stdout).toMatch(new RegExp(`^warning +PodCrashLooping .*Pod/${NAMESPACE}/${POD} `, 'm'));
  expect(run.stdout).toContain(`kubectl -n ${NAMESPACE} describe pod ${POD}`);
  const json = await runAlerts('--json');
  expect(json.code).toBe(6);
  expect(crashIn(alertReportSchema.parse(toldJson(json.stdout))).alert.state).toBe('firing');
});

it('a silence is told as one, and nothing fires then', async () => {
  const now = Date.now();
  const silence = {
    matchers: [{ name: 'severity', value: '.+', isRegex: true }],
    startsAt: new Date(now - 60_000).toISOString(),
    endsAt: new Date(now + 3_600_000).toISOString(),
    createdBy: 'a test',
    comment: 'known',
  };
  const post = ['--header', 'Content-Type: application/json', '--post-data', JSON.stringify(silence)];
  const url = 'http://127.0.0.1:9093/api/v2/silences';
  await kubectl(['-n', 'monitoring', 'exec', 'alertmanager-0', '--', 'busybox', 'wget', '-q', '-O', '-', ...post, url]);
  await vi.waitFor(() => expect(crashIn(told.at(-1)).alert.state).toBe('silenced'), minutes(1));
  const run = await runAlerts();
  expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('Nothing fires.')]);
});

it('without Alertmanager Prometheus says it, and why it is Prometheus', async () => {
  await kubectl(['-n', 'monitoring', 'scale', 'statefulset/alertmanager', '--replicas=0']);
  const { source, alert } = await vi.waitFor(() => {
    const found = crashIn(told.at(-1));
    if (found.source !== 'prometheus') throw new Error('Alertmanager still answers.');
    // A connection that ends with the pod may be what is told first.
    expect(found.note).toContain('Service monitoring/alertmanager has no ready pod');
    return found;
  }, minutes(2));
  expect([source, alert.state]).toEqual(['prometheus', 'firing']);
  await kubectl(['-n', 'monitoring', 'delete', 'service/alertmanager', 'statefulset/alertmanager']);
  const gone = () => expect(crashIn(told.at(-1)).note).toContain('There is no Alertmanager in this cluster');
  await vi.waitFor(gone, minutes(1));
  expect((await runAlerts()).code).toBe(6);
});
