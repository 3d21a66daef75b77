// Eight hours of use in one run of the app, compressed: what it holds after the first fifth is what it holds at the end.
import { launchDemoWithStack } from './demo-host.ts';
import { type Figures, figuresOf } from './soak-figures.ts';
import { type Amount, work } from './soak-work.ts';
import type { Row } from './statistics.ts';

const FIFTHS = 5;
const WHOLE: Amount = { reconnects: 2_000, charts: 5_000, drawers: 500, logs: 200 };
const SHORT: Amount = { reconnects: 100, charts: 150, drawers: 25, logs: 10 };

/** The figure, its words and unit, and what it may differ by without having grown: caches that fill, a request under way. */
const FIGURES: readonly (readonly [keyof Figures, words: string, unit: Row['unit'], noise: number])[] = [
  ['pageHeap', 'heap of the page', 'MB', 2],
  ['mainHeap', 'heap of the main process', 'MB', 2],
  ['pss', 'memory of all processes (PSS)', 'MB', 20],
  ['descriptors', 'open files of all processes', 'n', 6],
  ['resources', 'timers and handles of the main process', 'n', 6],
  ['nodes', 'nodes of the page', 'n', 200],
  ['listeners', 'listeners of the page', 'n', 50],
];

/** On the demo cluster with the stack; `isShort` does a twentieth. A row for each figure. */
export async function measureSoak(isShort: boolean): Promise<readonly Row[]> {
  const all = isShort ? SHORT : WHOLE;
  const fifth: Amount = {
    reconnects: all.reconnects / FIFTHS,
    charts: all.charts / FIFTHS,
    drawers: all.drawers / FIFTHS,
    logs: all.logs / FIFTHS,
  };
  const launched = await launchDemoWithStack();
  try {
    const { app, page } = launched;
    const debug = await page.context().newCDPSession(page);
    const seen: Figures[] = [];
    for (let part = 1; part <= FIFTHS; part++) {
      await work(launched, fifth);
      const figures = await figuresOf(app, debug);
      seen.push(figures);
      console.log(`soak: after ${part} of ${FIFTHS}: ${JSON.stringify(figures)}`);
    }
    if (launched.log().includes('MaxListenersExceededWarning')) throw new Error(launched.log());
    const [first] = seen;
    const last = seen.at(-1);
    if (first === undefined || last === undefined) throw new Error('nothing was looked at');
    return FIGURES.map(([figure, words, unit, noise]) => ({
      work: `${words} at the end of the soak`,
      how: `after ${all.reconnects} reconnects, ${all.charts} charts, ${all.drawers} drawers, ${all.logs} logs`,
      peer: `the same after a fifth, and ${noise}${unit === 'MB' ? ' MB' : ''}`,
      unit,
      ours: [last[figure]],
      theirs: [first[figure] + noise],
      goal: 1,
    }));
  } finally {
    await launched.close();
  }
}
