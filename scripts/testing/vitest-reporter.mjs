// Writes vitest's counts, with the reason of each skipped test and the time of each, to the file that ODIN_TEST_TALLY names.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

/** @typedef {import('vitest/reporters').Reporter} Reporter */

/** @implements {Reporter} */
export class TallyReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const tally = process.env.ODIN_TEST_TALLY;
    if (tally === undefined) return;
    let passed = 0;
    let failed = unhandledErrors.length;
    const skipped = [];
    const durations = [];
    const samples = [];
    for (const module of modules) {
      const file = basename(module.moduleId);
      let ownMs = module.diagnostic().duration;
      failed += module.errors().length; // a file that could not be loaded has no tests
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'skipped') skipped.push({ name: test.fullName, reason: result.note ?? '' });
        else failed += 1;
        const { sample } = test.meta();
        if (sample !== undefined) samples.push(sample);
        const ms = test.diagnostic()?.duration;
        if (ms === undefined) continue;
        durations.push({ name: `${file} > ${test.fullName}`, ms });
        ownMs -= ms;
      }
      // Of hooks that all tests of a file share; theirs may be most of the work. Tests that ran at the same time took longer together.
      durations.push({ name: `${file}, before and after its tests`, ms: Math.max(0, ownMs) });
    }
    writeFileSync(tally, JSON.stringify({ passed, failed, skipped, durations, samples }));
  }
}
