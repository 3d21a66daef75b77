// The page's answers in time: another page, charts whose data is there, charts that are drawn anew.
import type { CDPSession, Page } from 'playwright';
import { gpuText } from '../renderer/text/gpu.ts';
import { withStackShown } from './demo-host.ts';
import { median, type Row } from './statistics.ts';

const SWITCH_LIMIT_S = 0.1;
const PAINT_LIMIT_S = 0.1;
const SCRIPT_LIMIT_S = 0.05;
const CHARTS = 12;
const PAGES = ['gpu', 'stack', 'doctor', 'alerts', 'forwards', 'explore', 'logs', 'settings', 'overview'];

export async function measurePage(runs: number): Promise<readonly Row[]> {
  return withStackShown(async ({ page }) => {
    const debug = await page.context().newCDPSession(page);
    // Time of the thread: what other programs do at the same time is not the page's.
    await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
    const rows = [await switches(page, runs), await paints(page, runs), await refreshes(page, debug, runs)];
    return rows;
  });
}

const limited = (work: string, how: string, ours: readonly number[], limit: number): Row => ({
  work,
  how,
  peer: `a limit of ${limit} s`,
  unit: 's',
  ours,
  theirs: [limit],
  goal: 1,
});

async function switches(page: Page, runs: number): Promise<Row> {
  const times = new Map<string, number[]>(PAGES.map((name) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const name of PAGES) {
      const seconds = await secondsUntil(page, name, 'h1');
      if (run > 0) times.get(name)?.push(seconds);
    }
  }
  const [slowest] = [...times].sort(([, one], [, other]) => median(other) - median(one));
  const [name, ours] = slowest ?? ['', []];
  return limited('page switch', `until a frame with its heading; the slowest page: ${name}`, ours, SWITCH_LIMIT_S);
}

/** The answers of a moment ago are still there when the page is left and opened again. */
async function paints(page: Page, runs: number): Promise<Row> {
  await secondsUntil(page, 'gpu', '.recharts-area-curve');
  const ours: number[] = [];
  for (let run = 0; run <= runs; run++) {
    await secondsUntil(page, 'overview', 'h1');
    const seconds = await secondsUntil(page, 'gpu', '.recharts-area-curve');
    if (run > 0) ours.push(seconds);
  }
  return limited('first chart painted', 'its data is there', ours, PAINT_LIMIT_S);
}

async function refreshes(page: Page, debug: CDPSession, runs: number): Promise<Row> {
  const more = page.getByRole('region', { name: gpuText.moreCharts });
  await more.getByRole('button', { name: gpuText.moreCharts }).click();
  // They are asked for now; those that come later would be drawn without being counted.
  await more.getByRole('figure').first().waitFor();
  const charts = await page.getByRole('figure').count();
  const press = async (seconds: 900 | 3600) => {
    const before = await page.locator('.recharts-area-curve').first().getAttribute('d');
    const range = page.getByRole('radio', { name: gpuText.ranges[seconds], exact: true });
    await range.press('Space');
    await page.waitForFunction(
      (drawn) => document.querySelector('.recharts-area-curve')?.getAttribute('d') !== drawn,
      before,
    );
  };
  const ours: number[] = [];
  for (let run = 0; run <= runs; run++) {
    await press(900);
    const before = await scriptSeconds(debug);
    await press(3600);
    if (run > 0) ours.push(((await scriptSeconds(debug)) - before) * (CHARTS / charts));
  }
  return limited(`${CHARTS} charts refreshed`, `script of the page, of ${charts} charts`, ours, SCRIPT_LIMIT_S);
}

async function scriptSeconds(debug: CDPSession): Promise<number> {
  const { metrics } = await debug.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
}

/** From the address to the end of the frame that has what is looked for. What the page had before is gone first. */
function secondsUntil(page: Page, name: string, selector: string): Promise<number> {
  return page.evaluate(
    async ([hash, wanted]) => {
      const frame = () => new Promise(requestAnimationFrame);
      const old = document.querySelector(`main ${wanted}`);
      const startedAt = performance.now();
      location.hash = hash;
      for (;;) {
        const now = document.querySelector(`main ${wanted}`);
        if (now !== null && now !== old) break;
        await frame();
      }
      await frame();
      return (performance.now() - startedAt) / 1000;
    },
    [`#/${name}`, selector] as const,
  );
}
