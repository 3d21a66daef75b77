// Writes vitest's counts, with the reason of each skipped test, to the file that ODIN_TEST_TALLY names.
import { writeFileSync } from 'node:fs';

/** @typedef {import('vitest/reporters').Reporter} Reporter */

/** @implements {Reporter} */
export class TallyReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env.ODIN_TEST_TALLY;
    if (file === undefined) return;
    let passed = 0;
    let failed = unhandledErrors.length;
    const skipped = [];
    for (const module of modules) {
      failed += module.errors().length; // a file that could not be loaded has no tests
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'skipped') skipped.push({ name: test.fullName, reason: result.note ?? '' });
        else failed += 1;
      }
    }
    writeFileSync(file, JSON.stringify({ passed, failed, skipped }));
  }
}
