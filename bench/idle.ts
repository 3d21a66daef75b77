// The cost of the app when nobody does anything: the CPU time and the memory of all its processes. Linux only: it reads /proc.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright';
import { type LaunchedApp, launchApp } from '../e2e/app/launch.ts';
import { withStackShown } from './demo-host.ts';
import { withEmptyApp } from './empty-window.ts';
import { cpuSecondsOf, pssOf } from './processes.ts';
import type { Row } from './statistics.ts';

const SETTLE_MS = 10_000;
const SPELL_MS = 30_000;

interface Idle {
  /** Of one core. */
  readonly percent: number;
  readonly megabytes: number;
}

/** The stack's overview, the page of its GPU, and the window out of sight, each for `runs` spells of 30 s after a pause. */
export async function measureIdle(runs: number): Promise<readonly Row[]> {
  const [overview, gpu, hidden] = await withStackShown(async (shown) => [
    await idleOn(shown, 'overview', runs),
    await idleOn(shown, 'gpu', runs),
    await hiddenIdle(shown, runs),
  ]);
  const empty = await withEmptyApp(async (appDir) => {
    const launched = await launchApp({ appDir });
    try {
      return await spells(launched.app, runs);
    } finally {
      await launched.close();
    }
  });
  return [
    cpuRow('overview', overview, 0.007),
    cpuRow('page of the GPU', gpu, 0.02),
    cpuRow('window hidden', hidden, 0.003),
    memoryRow('overview', overview, empty, 1.3),
    memoryRow('page of the GPU', gpu, empty, 1.4),
  ];
}

async function idleOn({ app, page }: LaunchedApp, address: string, runs: number): Promise<readonly Idle[]> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${address}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return spells(app, runs);
}

/** Playwright has a page believe that it is seen for as long as it is driven; out of sight it is told otherwise, as Chromium does. */
async function hiddenIdle({ app, page }: LaunchedApp, runs: number): Promise<readonly Idle[]> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
  return spells(app, runs);
}

async function spells(app: ElectronApplication, runs: number): Promise<readonly Idle[]> {
  await sleep(SETTLE_MS);
  const seen: Idle[] = [];
  for (let run = 0; run < runs; run++) {
    const before = await cpuSecondsOf(app);
    await sleep(SPELL_MS);
    const percent = (((await cpuSecondsOf(app)) - before) / (SPELL_MS / 1000)) * 100;
    seen.push({ percent, megabytes: await pssOf(app) });
  }
  return seen;
}

function cpuRow(what: string, seen: readonly Idle[] | undefined = [], goal: number): Row {
  return {
    work: `idle CPU, ${what}`,
    how: 'all processes of the app',
    peer: 'one core',
    unit: '%',
    ours: seen.map(({ percent }) => percent),
    theirs: [100],
    goal,
  };
}

function memoryRow(what: string, seen: readonly Idle[] | undefined = [], empty: readonly Idle[], goal: number): Row {
  return {
    work: `memory (PSS), ${what}`,
    how: 'all processes of the app',
    peer: 'an empty Electron window',
    unit: 'MB',
    ours: seen.map(({ megabytes }) => megabytes),
    theirs: empty.map(({ megabytes }) => megabytes),
    goal,
  };
}
