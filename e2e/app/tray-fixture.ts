// The `desktop` fixture beside `launch`: a display with a session bus, where tests put a panel or do not.
import { test as base } from './fixture.ts';
import { TrayDesktop, whyNoTrayDesktop } from './tray-desktop.ts';

interface Fixtures {
  /** A desktop without a panel yet; the test is skipped, with the reason, where there can be none. */
  readonly desktop: TrayDesktop;
}

/** The app tests' `test` with {@link Fixtures}. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
  desktop: async ({}, use) => {
    const obstacle = await whyNoTrayDesktop();
    test.skip(obstacle !== undefined, obstacle);
    const desktop = await TrayDesktop.start();
    await use(desktop);
    await desktop.stop();
  },
});
