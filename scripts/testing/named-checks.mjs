// Checks that are no test runner's: each has a name and says what is wrong; counted like tests.
import { NOTHING } from './tally.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<string | undefined>} problem what is wrong, for a person; undefined when nothing is
 */

/**
 * Runs the checks side by side and prints each as it ends.
 * @param {readonly Check[]} checks
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runNamedChecks(checks) {
  const results = await Promise.all(
    checks.map(async ({ name, problem }) => {
      const started = performance.now();
      const found = await problem().catch((error) => String(error?.message ?? error));
      const ms = performance.now() - started;
      const seconds = (ms / 1000).toFixed(1);
      console.log(found === undefined ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${found.trim()}`);
      return { name, ms, found };
    }),
  );
  const failures = results.flatMap(({ name, found }) => (found === undefined ? [] : [{ name, message: found }]));
  const durations = results.map(({ name, ms }) => ({ name, ms }));
  return { ...NOTHING, passed: results.length - failures.length, failed: failures.length, failures, durations };
}
