// The main job through the window on the demo cluster: what a newcomer does first.
import { expect } from 'playwright/test';
import { alertText } from '../../renderer/text/alerts.ts';
import { gpuText } from '../../renderer/text/gpu.ts';
import { partText, problemText } from '../../renderer/text/overview.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { notInstalledText } from '../../renderer/text/status.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { setDemoFailure } from './demo-failure.ts';
import { setDemoGpu } from './demo-gpu.ts';
import { test } from './fixture.ts';
import { askLocal, byNumber } from './local-address.ts';
import { odin } from './odin.ts';
import { callFrom, catchBrowser, goTo, install, uninstall } from './person.ts';

test('a newcomer installs the stack in the demo cluster, looks at it, opens it and leaves', async ({ launch }) => {
  const launched = await launch();
  const { page, home } = launched;
  const opened = await catchBrowser(launched);

  await test.step('without a kubeconfig the first page offers the demo cluster', async () => {
    await page.getByRole('button', { name: welcomeText.demoStart }).click();
    await expect(page.getByText(shellText.header.demo, { exact: true })).toBeVisible();
    await expect(page.getByText(notInstalledText.title).first()).toBeVisible();
  });

  await test.step('install: the plan, the progress, a healthy overview', async () => {
    await page.getByRole('button', { name: notInstalledText.action }).click();
    await expect(page.getByText(/^Adds Prometheus, /)).toBeVisible();
    await expect(page.getByRole('treeitem', { name: /^Prometheus/ }).first()).toBeVisible();
    await install(page);
    await goTo(page, 'Overview');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/);
    const parts = page.getByRole('table', { name: partText.title });
    await expect(parts.getByRole('link', { name: 'Prometheus', exact: true })).toBeVisible();
    await expect(parts.getByRole('row').filter({ hasText: partText.ready })).not.toHaveCount(0);
  });

  await test.step('the GPU page has values, and says what this GPU does not export', async () => {
    await setDemoGpu(home, 'awake');
    await goTo(page, 'GPU');
    // It may have slept until now: Prometheus sees the switch with its next scrape, and the page with its next look.
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/[0-9.]+ of 16 GiB/, { timeout: 60_000 });
    await expect(page.getByText(/RTX 4090/).first()).toBeVisible();
    for (const title of [gpuText.utilization, gpuText.memory, gpuText.temperature, gpuText.power, gpuText.nodeCpu]) {
      await expect(page.getByRole('figure', { name: new RegExp(`^${title} [0-9]`) })).toBeVisible();
    }
    const range = await callFrom(page, 'metrics.range', { metrics: ['gpuTemperature'], rangeSeconds: 86_400 });
    expect(range.results[0]?.series[0]?.points.filter(([, value]) => value !== null).length).toBeGreaterThan(100);
  });

  await test.step('Open Prometheus and Open Grafana lead to addresses that answer', async () => {
    await page.getByRole('button', { name: shellText.header.openPrometheus }).click();
    await expect.poll(opened).toHaveLength(1);
    await page.getByRole('button', { name: shellText.header.openGrafana }).click();
    await expect.poll(opened).toHaveLength(2);
    const [prometheus = '', grafana = ''] = await opened();
    expect((await fetch(`${byNumber(prometheus)}/-/ready`)).status).toBe(200);
    expect((await askLocal(new URL('/api/health', grafana))).status).toBe(403);
    expect((await askLocal(grafana)).status).toBe(200);
  });

  await test.step('odin sees the same cluster, in another process', async () => {
    const run = await odin(['--demo', 'status'], { HOME: home });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/All \d+ parts are healthy/) });
  });

  await test.step('a broken pod is a problem with its cause and its alert, and heals', async () => {
    await goTo(page, 'Overview');
    await setDemoFailure(home, 'grafana', 'image');
    const problems = page.getByRole('region', { name: problemText.title });
    await expect(problems).toContainText(/Grafana has no image: grafana:\S+ is not in its registry/, {
      timeout: 30_000,
    });
    // Prometheus tells of it later than the pod does, and its alerts fold into the problem.
    await problems.getByRole('button', { name: /^\d+ alerts?$/ }).click({ timeout: 30_000 });
    const summary = /The image of monitoring\/grafana-\S+ cannot be had/;
    await expect(problems).toContainText(summary, { timeout: 30_000 });
    const run = await odin(['--demo', 'alerts'], { HOME: home });
    expect(run).toMatchObject({ code: 6, stdout: expect.stringMatching(summary) });
    await setDemoFailure(home, 'grafana', null);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/, {
      timeout: 60_000,
    });
    await expect(problems).toHaveCount(0);
    await expect(page.getByText(alertText.quietFact)).toBeVisible({ timeout: 30_000 });
  });

  await test.step('uninstall keeps the volumes and the passwords; a reinstall takes them up again', async () => {
    await uninstall(page);
    await goTo(page, 'Overview');
    await expect(page.getByText(notInstalledText.title).first()).toBeVisible();
    const plan = await callFrom(page, 'stack.plan', { want: 'install', consent: [] });
    const kept = plan.changes.filter(({ op }) => op === 'unchanged').map(({ ref }) => `${ref.kind}/${ref.name}`);
    expect(kept.sort()).toEqual([
      'Namespace/monitoring',
      'PersistentVolumeClaim/alertmanager-data',
      'PersistentVolumeClaim/grafana-data',
      'PersistentVolumeClaim/prometheus-data',
      'Secret/grafana-admin',
      'Secret/grafana-gateway',
      'Secret/node-exporter-auth',
    ]);
  });
});
