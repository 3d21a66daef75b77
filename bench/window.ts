// The time until the window can be used, beside the time until the first paint of an empty Electron window.
import { type LaunchedApp, launchApp } from '../e2e/app/launch.ts';
import { withEmptyApp } from './empty-window.ts';
import { inTurn, type Row } from './statistics.ts';

/** Both are started in turn, `runs` times after a warm-up, each in a new home. */
export async function measureWindow(runs: number): Promise<Row> {
  const times = await withEmptyApp((appDir) =>
    inTurn(
      runs,
      () => timeToHeading({}),
      () => timeToHeading({ appDir }),
    ),
  );
  return {
    work: 'window usable',
    how: 'the app, started anew',
    peer: 'an empty Electron window painted',
    unit: 's',
    ...times,
    goal: 1.3,
  };
}

async function timeToHeading(options: Parameters<typeof launchApp>[0]): Promise<number> {
  const startedAt = performance.now();
  let launched: LaunchedApp | undefined;
  try {
    launched = await launchApp(options);
    await launched.page.getByRole('heading', { level: 1 }).waitFor();
    return (performance.now() - startedAt) / 1000;
  } finally {
    await launched?.close();
  }
}
