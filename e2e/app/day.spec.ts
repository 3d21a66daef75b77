// A day at the app in a minute: its page loaded again, clusters chosen, forwards asked for, over and over. What the main
// process holds (memory, descriptors, listeners) must not grow with it, and it warns of nothing.
import { readFileSync } from 'node:fs';
import type { ElectronApplication } from 'playwright';
import { expect } from 'playwright/test';
import { logPath } from '../../electron/paths.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { test } from './fixture.ts';
import { callFrom } from './person.ts';

const ROUNDS = 25;
/** Caches fill, and what is compiled lazily is compiled. */
const FIRST_ROUNDS = 8;
/** A session that stayed would hold the store of its watches: 0.3 MB for the empty demo cluster alone. */
const MOST_GROWTH_MB = 4;

/** What the main process holds when all that can be collected was. */
function held(app: ElectronApplication) {
  return app.evaluate(async ({ ipcMain, app: itself, nativeTheme, powerMonitor }) => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    for (let times = 0; times < 3; times++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    const count = (emitter: { eventNames(): (string | symbol)[]; listenerCount(name: string | symbol): number }) =>
      emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
    const descriptors =
      process.platform === 'linux' ? process.getBuiltinModule('node:fs').readdirSync('/proc/self/fd').length : 0;
    return {
      heapMB: process.memoryUsage().heapUsed / 2 ** 20,
      descriptors,
      listeners: count(ipcMain) + count(itself) + count(nativeTheme) + count(powerMonitor) + count(process),
    };
  });
}

test('reloads, chosen clusters and forwards leave nothing behind', async ({ launch }) => {
  test.setTimeout(300_000);
  const launched = await launch();
  const { app, page, home } = launched;
  await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
  const round = async () => {
    await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });
    // Refused where nothing is installed, and given up by the page that is loaded again.
    void callFrom(page, 'forwards.open', { target: 'grafana' }).catch(() => {});
    await expect.poll(async () => (await callFrom(page, 'clusters.status', undefined)).state).toBe('connected');
    await page.reload();
  };
  for (let times = 0; times < FIRST_ROUNDS; times++) await round();
  const before = await held(app);
  for (let times = 0; times < ROUNDS; times++) await round();
  await expect
    .poll(async () => {
      const { heapMB, descriptors, listeners } = await held(app);
      return {
        hasGrown: heapMB - before.heapMB > MOST_GROWTH_MB && `${before.heapMB} → ${heapMB} MB`,
        isLeaking: descriptors - before.descriptors > 8 && `${before.descriptors} → ${descriptors} descriptors`,
        listeners,
      };
    })
    .toEqual({ hasGrown: false, isLeaking: false, listeners: before.listeners });
  const log = readFileSync(logPath({ ...process.env, HOME: home }, process.platform), 'utf8');
  expect(log.split('\n').filter((line) => / (error) /.test(line) || line.includes('MaxListeners'))).toEqual([]);
});
