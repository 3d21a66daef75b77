// Writes Playwright's counts, with what each failed test said, the reason of each skipped one and the time of each, to the file that ODIN_TEST_TALLY names.
import { writeFileSync } from 'node:fs';

/** @typedef {import('playwright/types/testReporter').Reporter} Reporter */

/** @implements {Reporter} */
class TallyReporter {
  /** @type {import('playwright/types/testReporter').Suite | undefined} */
  #suite;
  /** @type {import('./tally.mjs').Failed[]} */
  #failures = [];

  /**
   * @param {import('playwright/types/testReporter').FullConfig} _config
   * @param {import('playwright/types/testReporter').Suite} suite
   */
  onBegin(_config, suite) {
    this.#suite = suite;
  }

  /** Errors outside of any test, such as a file that could not be loaded. */
  onError(/** @type {import('playwright/types/testReporter').TestError} */ error) {
    this.#failures.push({ name: 'outside of any test', message: error.message ?? String(error.value) });
  }

  onEnd() {
    const file = process.env.ODIN_TEST_TALLY;
    if (file === undefined) return;
    let passed = 0;
    const failures = [...this.#failures];
    /** @type {import('./tally.mjs').Failed[]} */
    const unsteady = [];
    const skipped = [];
    const durations = [];
    for (const test of this.#suite?.allTests() ?? []) {
      const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
      const name = test.titlePath().slice(2).join(' › ');
      const ms = test.results.reduce((all, { duration }) => all + duration, 0);
      if (test.outcome() !== 'skipped') durations.push({ name, ms });
      // One that never ran, because another before it failed, also has the outcome "skipped".
      if (test.outcome() === 'skipped') skipped.push({ name, reason: reason ?? 'did not run' });
      else if (test.outcome() === 'expected') passed += 1;
      else {
        const errors = test.results.flatMap((result) => result.errors);
        const told = { name, message: errors.map(({ message }) => message ?? '').join('\n') };
        if (test.outcome() === 'flaky') {
          passed += 1;
          unsteady.push(told);
        } else failures.push(told);
      }
    }
    writeFileSync(file, JSON.stringify({ passed, failed: failures.length, skipped, failures, unsteady, durations }));
  }

  printsToStdio() {
    return false;
  }
}

// biome-ignore lint/style/noDefaultExport: Playwright loads a reporter by its file's default export.
export default TallyReporter;
