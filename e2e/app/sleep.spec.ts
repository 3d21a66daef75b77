// A GPU that falls asleep, in the window and for `odin`: a state of its own, while all is healthy.
import { expect } from 'playwright/test';
import { gpuText } from '../../renderer/text/gpu.ts';
import { notInstalledText } from '../../renderer/text/status.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { setDemoGpu } from './demo-gpu.ts';
import { test } from './fixture.ts';
import { odin } from './odin.ts';
import { callFrom, goTo, install } from './person.ts';

test('the GPU falls asleep and wakes: charts, overview and odin say so, and nothing is wrong', async ({ launch }) => {
  const { page, home } = await launch();
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await expect(page.getByText(notInstalledText.title).first()).toBeVisible();
  await setDemoGpu(home, 'awake');
  await page.getByRole('button', { name: notInstalledText.action }).click();
  await install(page);
  await goTo(page, 'GPU');
  const utilisation = page.getByRole('figure', { name: new RegExp(`^${gpuText.utilization}`) });
  await expect(utilisation).toHaveAccessibleName(new RegExp(`^${gpuText.utilization} [0-9]`), { timeout: 30_000 });
  await expect(page.getByText(/^Awake since/)).toBeVisible();

  await test.step('asleep', async () => {
    await setDemoGpu(home, 'asleep');
    await expect(utilisation).toHaveAccessibleName(new RegExp(`^${gpuText.utilization} ${gpuText.asleep}`), {
      timeout: 30_000,
    });
    await expect(page.getByText(/^Asleep since/).first()).toBeVisible();
    await expect(page.getByText('runtime_status of 0000:01:00.0 is suspended').first()).toBeVisible();
    const input = { metrics: ['gpuPower'], rangeSeconds: 900 } as const;
    const sleeping = async () =>
      (await callFrom(page, 'metrics.range', { ...input, metrics: [...input.metrics] })).sleep.at(-1)?.state;
    await expect.poll(sleeping, { timeout: 60_000 }).toBe('asleep');
    const { code, stdout } = await odin(['--demo', 'status'], { HOME: home });
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/^All \d+ parts are healthy\nGPU asleep since \d\d:\d\d$/m);
    const told = await odin(['--demo', '--json', 'status'], { HOME: home });
    expect(JSON.parse(told.stdout)).toMatchObject({ verdict: { level: 'healthy' }, gpus: [{ state: 'asleep' }] });
    await goTo(page, 'Overview');
    for (const [clock, time] of [
      ['h12', / · GPU asleep since \d\d?:\d\d\s[AP]M$/],
      ['h24', / · GPU asleep since \d\d:\d\d$/],
    ] as const) {
      await callFrom(page, 'app.change', { clock });
      await expect(page.getByText(time)).toBeVisible({ timeout: 30_000 });
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/);
  });

  await test.step('awake again', async () => {
    await setDemoGpu(home, 'awake');
    await expect(page.getByText('GPU asleep since')).toBeHidden({ timeout: 40_000 });
    await goTo(page, 'GPU');
    await expect(utilisation).toHaveAccessibleName(new RegExp(`^${gpuText.utilization} [0-9]`), { timeout: 30_000 });
  });
});
