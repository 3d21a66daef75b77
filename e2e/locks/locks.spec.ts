// Every lock of the shell holds, and each one is missed when it is broken: one after the other, in the built main process.
import { join } from 'node:path';
import { test as base, expect } from 'playwright/test';
import { launchApp, PROJECT } from '../app/launch.ts';
import { breakableBuild } from './breakable-build.ts';
import { withBreakableLocks } from './mutation.ts';
import { MUTATIONS } from './mutations.ts';
import type { LockStage } from './probes/stage.ts';
import { PROBES } from './probes/table.ts';

interface WorkerFixtures {
  /** The main process whose locks can be broken. */
  readonly breakable: string;
}

const test = base.extend<object, WorkerFixtures>({
  breakable: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
    async ({}, use, info) =>
      use(await breakableBuild(join(info.project.outputDir, `locks-${info.workerIndex}`), MUTATIONS)),
    { scope: 'worker', timeout: 120_000 },
  ],
});
test.describe.configure({ mode: 'parallel' });

/** Starts a main process, with a lock broken or none, for as long as `body` runs. */
async function on<T>(main: string, broken: string | undefined, body: (stage: LockStage) => Promise<T>): Promise<T> {
  const env = { ODIN_LOCKS_MAIN: main, ODIN_BROKEN_LOCK: broken };
  const launched = await launchApp({ appDir: join(import.meta.dirname, 'recorder.mjs'), env });
  try {
    await launched.page.waitForLoadState();
    return await body(launched);
  } finally {
    // Nothing of it is to be kept, and to end in order would take longer than the probe did.
    launched.app.process().kill('SIGKILL');
    await launched.close();
  }
}

/** What stands open, by probe. */
async function openIn(stage: LockStage, names: readonly string[]): Promise<Record<string, readonly string[]>> {
  const open: Record<string, readonly string[]> = {};
  for (const name of names) open[name] = (await PROBES[name]?.(stage)) ?? [`no probe is called ${name}`];
  return open;
}

const allLocked = Object.fromEntries(Object.keys(PROBES).map((name) => [name, []]));

test('all is locked in the app as it is built', async () => {
  const main = join(PROJECT, 'dist', 'main', 'main.js');
  expect(await on(main, undefined, (stage) => openIn(stage, Object.keys(PROBES)))).toEqual(allLocked);
});

test('all is locked while every lock could be broken and none is', async ({ breakable }) => {
  expect(await on(breakable, undefined, (stage) => openIn(stage, Object.keys(PROBES)))).toEqual(allLocked);
});

test('no two locks share a name', () => {
  expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
});

test('a lock that has moved fails the run, rather than being broken nowhere', () => {
  const row = { name: 'x', file: 'x.ts', broken: 'b', seenBy: '', opens: '' };
  expect(withBreakableLocks('f(a);', [{ ...row, find: 'f(«a»)' }])).toMatch(/^f\(\(.*"x" \? \(b\) : \(a\)\)\);$/);
  expect(() => withBreakableLocks('f(c);', [{ ...row, find: 'f(«a»)' }])).toThrow(/not found exactly once/);
  expect(() => withBreakableLocks('f(a); f(a);', [{ ...row, find: 'f(«a»)' }])).toThrow(/not found exactly once/);
});

for (const { name, seenBy, opens } of MUTATIONS) {
  test(`broken, and seen: ${name}`, async ({ breakable }) => {
    const open = await on(breakable, name, (stage) => openIn(stage, [seenBy]));
    // A survivor: nothing would tell that this lock is gone.
    expect(open[seenBy]?.join('\n'), `${name} was broken, and ${seenBy} saw nothing of it`).toContain(opens);
  });
}
