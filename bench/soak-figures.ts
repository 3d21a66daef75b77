// The amounts that a run of the app holds once all that can be collected was: page, main process, all processes together.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, ElectronApplication } from 'playwright';
import { descriptorsOf, pssOf } from './processes.ts';

/** Sizes in MB, all else counts. */
export interface Figures {
  readonly pageHeap: number;
  readonly mainHeap: number;
  readonly pss: number;
  readonly descriptors: number;
  /** Timers and handles of the main process' loop. */
  readonly resources: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What is closed takes seconds to be gone: connections that are kept alive for the next request, a worker's memory. */
const LOOKS = 6;
const PAUSE_MS = 5_000;

/** The least of some looks, for what is at work at one of them is not held. */
export async function figuresOf(app: ElectronApplication, debug: CDPSession): Promise<Figures> {
  const looks: Figures[] = [];
  for (let look = 0; look < LOOKS; look++) {
    await sleep(PAUSE_MS);
    const { mainHeap, resources } = await mainOf(app);
    await debug.send('HeapProfiler.collectGarbage');
    const { usedSize } = await debug.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners: listeners } = await debug.send('Memory.getDOMCounters');
    const [pss, descriptors] = await Promise.all([pssOf(app), descriptorsOf(app)]);
    looks.push({ pageHeap: usedSize / 2 ** 20, mainHeap, resources, nodes, listeners, pss, descriptors });
  }
  const least = (figure: keyof Figures) => Math.min(...looks.map((look) => look[figure]));
  return {
    pageHeap: least('pageHeap'),
    mainHeap: least('mainHeap'),
    pss: least('pss'),
    descriptors: least('descriptors'),
    resources: least('resources'),
    nodes: least('nodes'),
    listeners: least('listeners'),
  };
}

function mainOf(app: ElectronApplication): Promise<{ readonly mainHeap: number; readonly resources: number }> {
  return app.evaluate(async () => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    for (let times = 0; times < 3; times++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return {
      mainHeap: process.memoryUsage().heapUsed / 2 ** 20,
      resources: process.getActiveResourcesInfo().length,
    };
  });
}
