// Recovery on a real cluster with pods: an upgrade that is killed goes back when the window opens, and a person goes back
// through the history. Prometheus keeps what it had recorded before all of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { stackText } from '../../renderer/text/stack.ts';
import { test } from '../app/fixture.ts';
import { PROJECT } from '../app/launch.ts';
import { odin } from '../app/odin.ts';
import { callFrom, goTo } from '../app/person.ts';
import { sharedCluster } from '../cluster/cluster.ts';

const NAMESPACE = 'monitoring';
const cluster = sharedCluster();
const { kubeconfig, kubectl } = cluster;
/** Of `odin` and of the window: what was approved by one is ended by the other. */
const stateDir = mkdtempSync(join(tmpdir(), 'odin-recovery-state-'));
const environment = { KUBECONFIG: kubeconfig, ODIN_STATE_DIR: stateDir };
const FIRST_SAMPLE = 'min_over_time(timestamp(prometheus_build_info)[1h:15s])';

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await odin(args, environment);
  expect(code, `odin ${args.join(' ')}: ${stderr}`).toBe(0);
  return stdout;
}

async function firstSampleAt(): Promise<number> {
  let at = Number.NaN;
  await expect(async () => {
    const { result } = JSON.parse(await done('query', FIRST_SAMPLE, '--json'));
    at = Number(result[0].value[1]);
    expect(at).toBeGreaterThan(0);
  }).toPass({ timeout: 90_000, intervals: [2_000] });
  return at;
}

const images = async (): Promise<string> =>
  kubectl(['get', 'deployment/grafana', '-n', NAMESPACE, '-o', 'jsonpath={.spec.template.spec.containers[*].image}']);
const claimUid = async (): Promise<string> =>
  kubectl(['get', 'pvc', '-n', NAMESPACE, '-o', 'jsonpath={.items[*].metadata.uid}']);

test.afterAll(async () => {
  rmSync(stateDir, { recursive: true, force: true });
  await kubectl(['delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait=true']);
  await kubectl(['delete', 'clusterrole,clusterrolebinding', '-l', 'app.kubernetes.io/part-of=odin']);
});

test('a killed upgrade goes back by itself when the window opens, and loses nothing that was recorded', async ({
  launch,
}, info) => {
  await done('install', '--yes');
  const recordedAt = await firstSampleAt();
  const [goodImage, claims] = [await images(), await claimUid()];

  const folder = await mkdtemp(join(tmpdir(), 'odin-bad-upgrade-'));
  try {
    const good = await done('render');
    await writeFile(join(folder, 'stack.yaml'), good.replace(/image: (\S*grafana)\S*/, 'image: $1:no-such-tag'));
    const arguments_ = ['upgrade', 'odin', '--from', folder, '--namespace', NAMESPACE, '--yes'];
    const upgrade = spawn(process.execPath, [join(PROJECT, 'dist', 'main', 'cli.js'), ...arguments_], {
      env: { ...process.env, ...environment },
      stdio: 'ignore',
    });
    const ended = once(upgrade, 'exit');
    await expect.poll(images).toContain('no-such-tag');
    upgrade.kill('SIGKILL');
    await ended;
  } finally {
    await rm(folder, { recursive: true });
  }

  const { page } = await launch({ kubeconfig, env: { ODIN_STATE_DIR: stateDir } });
  await goTo(page, 'Stack');
  await expect(page.getByRole('heading', { name: stackText.phase.recover.succeeded })).toBeVisible({
    timeout: 120_000,
  });
  await expect(page.getByText(/The upgrade begun on .* was interrupted\./)).toBeVisible();
  await page.screenshot({ path: join(info.outputDir, 'recovered.png') });
  expect(await images()).toBe(goodImage);
  expect((await callFrom(page, 'stack.history', undefined)).map(({ status }) => status)).toEqual([
    'deployed',
    'failed',
    'superseded',
  ]);
  expect(await callFrom(page, 'stack.status', undefined)).not.toHaveProperty('interrupted');
  await done('status');
  expect(await claimUid()).toBe(claims);
  expect(await firstSampleAt()).toBeCloseTo(recordedAt, 0);
});

test('what was changed by hand is put back through the window', async ({ launch }) => {
  const good = await images();
  await kubectl(['set', 'image', '-n', NAMESPACE, 'deployment/grafana', `grafana=${good}-by-hand`]);
  const { page } = await launch({ kubeconfig, env: { ODIN_STATE_DIR: stateDir } });
  await goTo(page, 'Stack');
  await page.getByRole('tab', { name: /^By hand/ }).click();
  await expect(page.getByText('spec.template.spec.containers[name="grafana"].image')).toBeVisible();
  await expect(page.getByText('kubectl-set').first()).toBeVisible();
  await page.getByRole('button', { name: /Put back/ }).click();
  await expect(page.getByRole('treeitem', { name: /grafana.*to change/ })).toBeVisible();
  // The image is kubectl's now. That it is taken from kubectl was said where Put back was pressed: nothing more is asked.
  await expect(page.getByRole('checkbox', { name: /Take the fields that others manage/ })).toHaveCount(0);
  await page.getByRole('button', { name: /Put back/ }).click();
  await expect(page.getByRole('heading', { name: stackText.phase.putBack.succeeded })).toBeVisible({
    timeout: 120_000,
  });
  expect(await images()).toBe(good);
  expect((await callFrom(page, 'stack.drift', undefined)).objects).toEqual([]);
});
