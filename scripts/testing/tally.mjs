// Counts of tests: what each runner's reporter writes, and the one line at the end.
import { existsSync, readFileSync, rmSync } from 'node:fs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {readonly { name: string, reason: string }[]} skipped
 */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: [] };

/**
 * The tally that a runner left in `file`, made to agree with its exit code: a runner that crashed, or ran nothing, failed.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Tally}
 */
export function readTally(file, exitCode) {
  const tally = existsSync(file) ? /** @type {Tally} */ (JSON.parse(readFileSync(file, 'utf8'))) : NOTHING;
  rmSync(file, { force: true });
  const ranNone = tally.passed + tally.failed + tally.skipped.length === 0;
  return tally.failed === 0 && (exitCode !== 0 || ranNone) ? { ...tally, failed: 1 } : tally;
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] }),
    NOTHING,
  );
}

/** `3 passed, 0 failed, 1 skipped`; the last part only where some were. @param {Tally} tally */
export function closingLine(tally) {
  const skipped = tally.skipped.length === 0 ? '' : `, ${tally.skipped.length} skipped`;
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`;
}

/** A skipped test is never silent. @param {Tally} tally */
export function skipLines(tally) {
  return tally.skipped.map(({ name, reason }) => `skipped: ${name}: ${reason || 'no reason given'}`);
}
