// Writes vitest's counts, with what each failed test said, the reason of each skipped one and the time of each, to the file that ODIN_TEST_TALLY names.
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
    /** @type {import('./tally.mjs').Failed[]} */
    const failures = [];
    /** @type {import('./tally.mjs').Failed[]} */
    const unsteady = [];
    const fail = (/** @type {string} */ name, /** @type {ReadonlyArray<unknown>} */ errors) =>
      failures.push({ name, message: errors.map(messageOf).join('\n') });
    for (const error of unhandledErrors) fail('outside of any test', [error]);
    const skipped = [];
    const durations = [];
    const samples = [];
    for (const module of modules) {
      const file = basename(module.moduleId);
      let ownMs = module.diagnostic().duration;
      for (const error of module.errors()) fail(file, [error]); // a file that could not be loaded has no tests
      for (const suite of module.children.allSuites())
        for (const error of suite.errors()) fail(`${file} > ${suite.fullName}`, [error]);
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') {
          passed += 1;
          const errors = result.errors ?? [];
          if (errors.length > 0)
            unsteady.push({ name: `${file} > ${test.fullName}`, message: errors.map(messageOf).join('\n') });
        } else if (result.state === 'skipped') skipped.push({ name: test.fullName, reason: result.note ?? '' });
        else fail(`${file} > ${test.fullName}`, result.state === 'failed' ? result.errors : []);
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
    const failed = failures.length;
    writeFileSync(tally, JSON.stringify({ passed, failed, skipped, failures, unsteady, durations, samples }));
  }
}

/** @param {unknown} error as vitest hands it on: serialized, or an Error */
function messageOf(error) {
  return /** @type {{ message?: string }} */ (error).message ?? String(error);
}
