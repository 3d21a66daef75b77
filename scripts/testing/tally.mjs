// Counts and durations of tests, as each runner's reporter writes them, and the lines that tell them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {readonly { name: string, reason: string }[]} skipped
 * @property {readonly Failed[]} failures of the failed, those that have a name
 * @property {readonly Failed[]} unsteady those of the passed that failed at their first try
 * @property {readonly Duration[]} durations of each test, and of what a file does before and after its tests
 * @property {readonly Sample[]} samples of cases within tests
 */

/** @typedef {{ name: string, ms: number }} Duration */

/** @typedef {{ name: string, message: string }} Failed its message may be of several lines, with escape codes */

/**
 * Cases that a test chose out of many.
 * @typedef {object} Sample
 * @property {string} by what chose them, such as `seed 1a2b`
 * @property {number} ran how many were run
 * @property {number} of how many there are
 */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: [], failures: [], unsteady: [], durations: [], samples: [] };

const SHOWN = 10;
const MESSAGE_LINES = 12;
const LINE_LENGTH = 400;

/**
 * The tally that a runner left in `file`, made to agree with its exit code: a runner that crashed, or ran nothing, failed.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Tally}
 */
export function readTally(file, exitCode) {
  const tally = existsSync(file)
    ? /** @type {Tally} */ ({ ...NOTHING, ...JSON.parse(readFileSync(file, 'utf8')) })
    : NOTHING;
  rmSync(file, { force: true });
  const ranNone = tally.passed + tally.failed + tally.skipped.length === 0;
  return tally.failed === 0 && (exitCode !== 0 || ranNone) ? { ...tally, failed: 1 } : tally;
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: [...a.skipped, ...b.skipped],
      failures: [...a.failures, ...b.failures],
      unsteady: [...a.unsteady, ...b.unsteady],
      durations: [...a.durations, ...b.durations],
      samples: [...a.samples, ...b.samples],
    }),
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

/** The same tally, its tests named as those of a layer. @param {string} layer @param {Tally} tally @returns {Tally} */
export function namedAfter(layer, tally) {
  /** @template {{ name: string }} T @param {readonly T[]} named */
  const renamed = (named) => named.map((one) => ({ ...one, name: `${layer}: ${one.name}` }));
  const { failures, unsteady, durations } = tally;
  return { ...tally, failures: renamed(failures), unsteady: renamed(unsteady), durations: renamed(durations) };
}

/**
 * Each failed test by name, with the first lines of what it said: who reads only the end of a long log learns enough.
 * @param {Pick<Tally, 'failures'>} tally
 */
export function failureLines({ failures }) {
  return toldLines('failed', failures);
}

/** Likewise each test that passed only at its second try. @param {Pick<Tally, 'unsteady'>} tally */
export function unsteadyLines({ unsteady }) {
  return toldLines('passed only at the second try', unsteady);
}

/** @param {string} how @param {readonly Failed[]} tests */
function toldLines(how, tests) {
  return tests.flatMap(({ name, message }) => {
    const said = stripVTControlCharacters(message)
      .split('\n')
      .filter((line) => line.trim() !== '');
    return [`${how}: ${name}`, ...said.slice(0, MESSAGE_LINES).map((line) => `    ${line.slice(0, LINE_LENGTH)}`)];
  });
}

/**
 * `512 of 3,533 cases by seed 1a2b, 3,021 left out`; one line for each chooser.
 * @param {Pick<Tally, 'samples'>} tally
 * @returns {readonly string[]}
 */
export function sampleLines({ samples }) {
  const number = new Intl.NumberFormat('en').format;
  return [...new Set(samples.map(({ by }) => by))].map((by) => {
    const own = samples.filter((sample) => sample.by === by);
    const [ran, of] = [
      own.reduce((all, sample) => all + sample.ran, 0),
      own.reduce((all, sample) => all + sample.of, 0),
    ];
    return ran === of
      ? `all ${number(of)} cases`
      : `${number(ran)} of ${number(of)} cases by ${by}, ${number(of - ran)} left out`;
  });
}

/** A table of the slowest tests, the slowest first; empty where none was timed. @param {Pick<Tally, 'durations'>} tally */
export function slowestLines({ durations }) {
  const slowest = [...durations].sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
  if (slowest.length === 0) return [];
  return [
    `The ${slowest.length} slowest tests:`,
    ...slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${name}`),
  ];
}
