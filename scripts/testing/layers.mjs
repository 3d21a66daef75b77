// The layers of tests, and how each is run and counted.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, Interrupted, ROOT, run } from '../command.mjs';
import {
  closingLine,
  failureLines,
  NOTHING,
  namedAfter,
  readTally,
  sampleLines,
  skipLines,
  slowestLines,
  sum,
  unsteadyLines,
} from './tally.mjs';

/** What failed tests leave behind: screenshots, traces, logs. */
export const RESULTS = join(ROOT, 'test-results');

/** @typedef {(env: NodeJS.ProcessEnv) => Promise<import('./tally.mjs').Tally>} Layer */

/**
 * @param {string} project of vitest.config.ts
 * @param {readonly string[]} files beginnings of those that are to run; default: all
 * @returns {Layer}
 */
export function vitestLayer(project, files = []) {
  return (env) => runLayer(`vitest-${project}`, ['vitest/vitest.mjs', 'run', '--project', project, ...files], env);
}

/** @param {string} project of playwright.config.ts @returns {Layer} */
export function playwrightLayer(project) {
  return (env) => runLayer(`playwright-${project}`, ['playwright/cli.js', 'test', '--project', project], env);
}

/** @param {string} name @param {readonly string[]} command below node_modules @param {NodeJS.ProcessEnv} env */
async function runLayer(name, [script = '', ...args], env) {
  const tally = join(RESULTS, `${name}.json`);
  rmSync(tally, { force: true });
  const code = await run(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    env: { ...env, ODIN_TEST_TALLY: tally },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return readTally(tally, code);
}

/**
 * Runs layers one after the other, prints each one's counts, the slowest tests, and at the very end the one line for all.
 * What was counted goes to the file that ODIN_TEST_TOTAL names, too.
 * @param {Readonly<Record<string, Layer>>} layers
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} together names of layers that run at the same time, when the first of them has its turn
 * @returns {Promise<number>} exit code: 0 only when some passed and none failed
 */
export async function runLayers(layers, env, together = []) {
  mkdirSync(RESULTS, { recursive: true });
  /** @type {string[]} */
  const lines = [];
  /** @type {import('./tally.mjs').Tally[]} */
  const tallies = [];
  const runOne = async (/** @type {string} */ name) => {
    const started = performance.now();
    const tally = await layers[name]?.(env).catch((error) => {
      if (error instanceof Interrupted) throw error;
      // A layer that could not start is a failure like any other; those after it may still tell something.
      console.error(error instanceof Failure ? error.message : error);
      return { ...NOTHING, failed: 1, failures: [{ name: 'its start', message: String(error?.message ?? error) }] };
    });
    if (tally === undefined) throw new Error(`There is no layer ${name}.`);
    tallies.push(namedAfter(name, tally));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const samples = sampleLines(tally).map((line) => `; ${line}`);
    lines.push(...skipLines(tally), `${name}: ${closingLine(tally)} in ${seconds} s${samples.join('')}`);
  };
  for (const names of turns(Object.keys(layers), together)) {
    console.log(`\n── ${names.join(' and ')} ──`);
    await Promise.all(names.map(runOne));
  }
  const total = sum(tallies);
  console.log(`\n${lines.join('\n')}\n`);
  printEnd(total);
  if (process.env.ODIN_TEST_TOTAL) writeFileSync(process.env.ODIN_TEST_TOTAL, JSON.stringify(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/**
 * What runs after what.
 * @param {readonly string[]} names
 * @param {readonly string[]} together those of them that share a turn, the first one's
 * @returns {readonly (readonly string[])[]}
 */
export function turns(names, together) {
  const shared = names.filter((name) => together.includes(name));
  return names.flatMap((name) => {
    if (!shared.includes(name)) return [[name]];
    return name === shared[0] ? [shared] : [];
  });
}

/**
 * The end of a run: the slowest tests, what samples left out, what passed late, what failed, and last the one line that counts.
 * @param {import('./tally.mjs').Tally} total
 */
export function printEnd(total) {
  for (const lines of [slowestLines(total), sampleLines(total), unsteadyLines(total), failureLines(total)])
    if (lines.length > 0) console.log(`${lines.join('\n')}\n`);
  console.log(closingLine(total));
}

/**
 * The layers that were asked for by name; all when none was. A name that is none's is a {@link Failure}.
 * @template T
 * @param {Readonly<Record<string, T>>} layers
 * @param {readonly string[]} names
 * @returns {Record<string, T>}
 */
export function pick(layers, names) {
  const unknown = names.filter((name) => !(name in layers));
  if (unknown.length > 0) {
    throw new Failure(`There is no layer ${unknown.join(', ')}; there are ${Object.keys(layers).join(', ')}.`);
  }
  const entries = Object.entries(layers).filter(([name]) => names.length === 0 || names.includes(name));
  return Object.fromEntries(entries);
}
