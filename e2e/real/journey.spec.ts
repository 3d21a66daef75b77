// The main job through the window, on a real cluster, each claim checked with kubectl or with Prometheus itself.
import { expect, type Page } from 'playwright/test';
import { gpuText } from '../../renderer/text/gpu.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { stackText } from '../../renderer/text/stack.ts';
import { notInstalledText } from '../../renderer/text/status.ts';
import type { MetricName } from '../../shared/model/metric-name.ts';
import { test } from '../app/fixture.ts';
import { askLocal, byNumber } from '../app/local-address.ts';
import { odin } from '../app/odin.ts';
import { callFrom, catchBrowser, goTo, install, uninstall } from '../app/person.ts';
import { sharedCluster } from '../cluster/cluster.ts';

const NAMESPACE = 'monitoring';
const cluster = sharedCluster();
const kubectl = (...args: string[]) => cluster.kubectl(args);
const { kubeconfig } = cluster;

/** Everything in the namespace but what Kubernetes puts into each. */
async function namesIn(namespace: string): Promise<readonly string[]> {
  const kinds = (await kubectl('api-resources', '--namespaced', '--verbs=list', '-o', 'name')).trim().split('\n');
  const noise = /^(event|lease|endpointslice|podmetrics|pods\.metrics)/;
  const listed = await kubectl(
    'get',
    kinds.filter((kind) => !noise.test(kind)).join(','),
    '-n',
    namespace,
    '-o',
    'name',
  );
  return listed
    .trim()
    .split('\n')
    .filter((name) => name !== '' && name !== 'configmap/kube-root-ca.crt' && name !== 'serviceaccount/default')
    .sort();
}

/** A query_range straight to Prometheus, past ODIN's metrics code. */
async function directRange(url: string, query: string, grid: { start: number; end: number; step: number }) {
  const parameters = new URLSearchParams({
    query,
    start: String(grid.start),
    end: String(grid.end),
    step: String(grid.step),
  });
  const answer = await fetch(`${url}/api/v1/query_range?${parameters}`);
  const { data } = (await answer.json()) as { data: { result: { values: [number, string][] }[] } };
  return data.result.map(({ values }) => values.map(([at, value]) => [at, Number(value)] as const));
}

async function expectChartsEqualPrometheus(page: Page, url: string): Promise<void> {
  const metrics: MetricName[] = [
    'gpuUtilization',
    'gpuMemoryUsed',
    'gpuTemperature',
    'gpuPower',
    'nodeCpu',
    'nodeMemoryUsed',
  ];
  const range = await callFrom(page, 'metrics.range', { metrics, rangeSeconds: 900 });
  const grid = { start: range.startSeconds, end: range.endSeconds, step: range.stepSeconds };
  for (const { metric, state, query, series } of range.results) {
    expect(state, metric).toBe('ok');
    const shown = series.map(({ points }) => points.filter(([, value]) => value !== null));
    expect(shown.flat().length, `${metric} has points`).toBeGreaterThan(0);
    expect(await directRange(url, query, grid), metric).toEqual(shown);
  }
}

test.afterAll(async () => {
  await kubectl('delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait=true');
  await kubectl('delete', 'clusterrole,clusterrolebinding', '-l', 'app.kubernetes.io/part-of=odin');
});

test('from nothing to charts and back, with the data kept', async ({ launch }) => {
  expect(await kubectl('get', 'namespace', NAMESPACE, '--ignore-not-found')).toBe('');
  const launched = await launch({ kubeconfig });
  const { page, home } = launched;
  const opened = await catchBrowser(launched);

  await test.step('an empty cluster says so and leads to the plan', async () => {
    await expect(page.getByText(notInstalledText.title).first()).toBeVisible();
    await page.getByRole('button', { name: notInstalledText.action }).click();
    await expect(page.getByRole('heading', { name: /Install the stack/ })).toBeVisible();
    await expect(page.getByText('odin-prometheus').first()).toBeVisible();
  });

  await test.step('install through the window: every pod is Ready', async () => {
    await install(page);
    await kubectl('-n', NAMESPACE, 'wait', '--for=condition=Ready', 'pod', '--all', '--timeout=5s');
    await goTo(page, 'Overview');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/);
  });

  await test.step('what odin renders is what is in the cluster: kubectl diff is empty', async () => {
    const rendered = await odin(['render'], { HOME: home, KUBECONFIG: kubeconfig });
    expect(rendered.code).toBe(0);
    const diff = await cluster.tryKubectl(['diff', '-f', '-'], { input: rendered.stdout });
    expect(diff.stdout).toBe('');
    expect(diff.code).toBe(0);
  });

  const url = await test.step('Open Prometheus: its own pages answer, its targets are up', async () => {
    await page.getByRole('button', { name: shellText.header.openPrometheus }).click();
    await expect.poll(opened).toHaveLength(1);
    const [address = ''] = await opened();
    expect(address).toMatch(/^http:\/\/prometheus-\w+\.localhost:\d+\//);
    const origin = byNumber(address);
    expect((await fetch(`${origin}/-/ready`)).status).toBe(200);
    expect(await (await fetch(`${origin}/api/v1/status/buildinfo`)).json()).toMatchObject({ status: 'success' });
    const targetsUp = async () => {
      const answer = (await (await fetch(`${origin}/api/v1/targets?state=active`)).json()) as {
        data: { activeTargets: { labels: { job: string }; health: string; lastError: string }[] };
      };
      return Object.fromEntries(answer.data.activeTargets.map(({ labels, health }) => [labels.job, health]));
    };
    await expect.poll(targetsUp, { timeout: 60_000 }).toMatchObject({
      prometheus: 'up',
      'node-exporter': 'up',
      'kube-state-metrics': 'up',
      'nvidia-gpu-exporter': 'up',
      grafana: 'up',
      alertmanager: 'up',
    });
    return origin;
  });

  await test.step('the GPU page shows what Prometheus says', async () => {
    await goTo(page, 'GPU');
    await page.getByText(gpuText.ranges[900]).click();
    await expect(page.getByText(/RTX 4090/).first()).toBeVisible();
    await expect(page.getByRole('figure').filter({ hasText: gpuText.utilization })).toContainText(/\d+ %/);
    await expect(page.getByRole('figure').filter({ hasText: gpuText.nodeCpu })).toContainText(/\d+ %/, {
      timeout: 60_000,
    });
    await expectChartsEqualPrometheus(page, url);
  });

  const before = await test.step('the password is shown on request, and is the one in the Secret', async () => {
    await page.getByRole('button', { name: shellText.password.open }).click();
    await page.getByRole('button', { name: shellText.password.show }).click();
    const encoded = await kubectl(
      '-n',
      NAMESPACE,
      'get',
      'secret',
      'grafana-admin',
      '-o',
      'jsonpath={.data.admin-password}',
    );
    const password = Buffer.from(encoded, 'base64').toString();
    await expect(page.getByText(password)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: shellText.header.openGrafana }).click();
    await expect.poll(opened).toHaveLength(2);
    const link = (await opened())[1] ?? '';
    const grafana = new URL(link).origin;
    expect((await askLocal(`${grafana}/login`)).status).toBe(403);
    const { cookie } = await askLocal(link);
    expect((await askLocal(link)).status).toBe(403);
    const login = (secret: string) =>
      askLocal(`${grafana}/login`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ user: 'admin', password: secret }),
      });
    expect((await login(password)).status).toBe(200);
    expect((await login('wrong')).status).toBe(401);
    return password;
  });

  await test.step('the Prometheus pod is replaced: forward and charts recover by themselves', async () => {
    const uid = await kubectl('-n', NAMESPACE, 'get', 'pod', 'prometheus-0', '-o', 'jsonpath={.metadata.uid}');
    await kubectl('-n', NAMESPACE, 'delete', 'pod', 'prometheus-0', '--wait=true');
    await expect
      .poll(async () => (await fetch(`${url}/-/ready`).catch(() => null))?.status, { timeout: 90_000 })
      .toBe(200);
    expect(await kubectl('-n', NAMESPACE, 'get', 'pod', 'prometheus-0', '-o', 'jsonpath={.metadata.uid}')).not.toBe(
      uid,
    );
    await expect(page.getByRole('figure').filter({ hasText: gpuText.utilization })).toContainText(/\d+ %/);
    const newest = async () => {
      const range = await callFrom(page, 'metrics.range', { metrics: ['gpuPower'], rangeSeconds: 900 });
      return range.results[0]?.series[0]?.points.at(-1)?.[1] ?? null;
    };
    await expect.poll(() => newest().catch(() => null), { timeout: 60_000 }).not.toBeNull();
    await expect(page.getByText(gpuText.failed)).toBeHidden({ timeout: 30_000 });
  });

  const firstSample = await earliestSample(url);

  await test.step('uninstall leaves the namespace, the volumes and the passwords, and nothing else', async () => {
    await uninstall(page);
    await expect
      .poll(() => namesIn(NAMESPACE), { timeout: 60_000 })
      .toEqual([
        'persistentvolumeclaim/alertmanager-data',
        'persistentvolumeclaim/grafana-data',
        'persistentvolumeclaim/prometheus-data',
        'secret/grafana-admin',
        'secret/grafana-gateway',
        'secret/node-exporter-auth',
      ]);
    expect(
      await kubectl('get', 'clusterrole,clusterrolebinding', '-l', 'app.kubernetes.io/part-of=odin', '-o', 'name'),
    ).toBe('');
  });

  await test.step('a reinstall finds the old data and the old password', async () => {
    await install(page);
    await expect
      .poll(async () => (await fetch(`${url}/-/ready`).catch(() => null))?.status, { timeout: 60_000 })
      .toBe(200);
    expect(await earliestSample(url)).toBe(firstSample);
    const encoded = await kubectl(
      '-n',
      NAMESPACE,
      'get',
      'secret',
      'grafana-admin',
      '-o',
      'jsonpath={.data.admin-password}',
    );
    expect(Buffer.from(encoded, 'base64').toString()).toBe(before);
  });

  await test.step('a field that was edited between plan and confirm is not overwritten: the install refuses', async () => {
    await kubectl('-n', NAMESPACE, 'delete', 'service', 'kube-state-metrics');
    await goTo(page, 'Overview');
    await goTo(page, 'Stack');
    await page.getByRole('tab', { name: stackText.tabs.plan }).click();
    await expect(page.getByRole('button', { name: stackText.repair, exact: true })).toBeEnabled();
    const image = '{"spec":{"template":{"spec":{"containers":[{"name":"grafana","image":"grafana/grafana:0.0.1"}]}}}}';
    await kubectl('-n', NAMESPACE, 'patch', 'deployment', 'grafana', '-p', image);
    await page.getByRole('button', { name: stackText.repair, exact: true }).click();
    await expect(
      page.getByText(/The cluster has changed since this plan was shown: Deployment\/monitoring\/grafana/),
    ).toBeVisible();
    expect(await kubectl('-n', NAMESPACE, 'get', 'service', 'kube-state-metrics', '--ignore-not-found')).toBe('');
    const kept = [
      '-n',
      NAMESPACE,
      'get',
      'deployment',
      'grafana',
      '-o',
      'jsonpath={.spec.template.spec.containers[0].image}',
    ];
    expect(await kubectl(...kept)).toBe('grafana/grafana:0.0.1');
  });
});

/** When the oldest sample of a series that is always there was taken: it stays the same while the data is kept. */
async function earliestSample(url: string): Promise<number> {
  const answer = await fetch(
    `${url}/api/v1/query?${new URLSearchParams({ query: 'min_over_time(timestamp(up{job="prometheus"})[1h:1s])' })}`,
  );
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1]);
}
