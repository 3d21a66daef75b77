// The cases that a run makes out of all there are: all, a sample that a seed draws, or those that somebody names.
import { expect, type TestContext } from 'vitest';
import { sampleOf } from '../../scripts/testing/sample.testkit.mjs';
import type { Sample } from '../../scripts/testing/tally.mjs';

declare module 'vitest' {
  interface TaskMeta {
    /** Of the cases within this test, for the line at the end of the run. */
    sample?: Sample;
  }
}

/** Draws the samples. `npm run test:cluster` takes it from the commit. */
const SEED = process.env.ODIN_FAULTS_SEED || `${Date.now()}`;
export const IS_ALL = process.env.ODIN_FAULTS_ALL === 'true';
/** Cases to look at alone: a part of their titles, as a regular expression. */
const ONLY = process.env.ODIN_FAULTS_ONLY ? new RegExp(process.env.ODIN_FAULTS_ONLY) : undefined;

export interface Choosing<T> {
  readonly titleOf: (one: T) => string;
  /** Of each kind one case is chosen at least. */
  readonly kindsOf: (one: T) => readonly string[];
  /** How many are chosen, or more where there are more kinds; `Infinity` for all. */
  readonly size: number;
}

/** The cases to run, in order. */
export function choose<T>(cases: readonly T[], { titleOf, kindsOf, size }: Choosing<T>): readonly T[] {
  if (ONLY !== undefined) return cases.filter((one) => ONLY.test(titleOf(one)));
  return sampleOf(cases, { seed: SEED, size, nameOf: titleOf, kindsOf });
}

/**
 * Skips a test of which no case is named, and fails one that has none to choose from.
 * @param chosen how many {@link choose} gave it
 */
export function expectChosen({ skip }: Pick<TestContext, 'skip'>, chosen: number): void {
  skip(chosen === 0 && ONLY !== undefined, `ODIN_FAULTS_ONLY names no case of it: ${ONLY?.source}`);
  expect(chosen).toBeGreaterThan(0);
}

/** Counts what a test ran of what there is, so that what a sample leaves out is told at the end of the run. */
export function noteSample(task: TestContext['task'], ran: number, of: number): void {
  task.meta.sample = { by: ONLY === undefined ? `seed ${SEED}` : 'ODIN_FAULTS_ONLY', ran, of };
}

/** The command that runs a case alone. */
export function againWith(title: string): string {
  const pattern = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", '.');
  return `ODIN_FAULTS_ONLY='^${pattern}$' npm run test:cluster -- faults`;
}
