// Counts the cases of a scenario, and keeps what was wrong with which.

import { type Case, titleOf, type Verdict } from './case.ts';
import { againWith } from './choice.ts';

/** `WATCH pods × 403`: what a case of one scenario may prove for another. */
export function pairOf({ call, strike }: Case): string {
  return `${call.what} × ${strike}`;
}

export class Tally {
  readonly scenario: string;
  readonly problems: string[] = [];
  /** Cases whose call was not made by any of the runs while the fault waited for it. */
  readonly missed: Case[] = [];
  /** Each kind of call with each strike that it met, as {@link pairOf} says it. */
  readonly struck = new Set<string>();
  readonly #ways = { untouched: 0, survived: 0, wentBack: 0, recovered: 0 };
  readonly #leftOut = new Map<string, number>();
  #known = 0;
  #expected = 0;
  #seen = 0;
  #ms = 0;

  constructor(scenario: string) {
    this.scenario = scenario;
  }

  /** A case that there is, whether it is chosen or not. */
  know(): void {
    this.#known += 1;
  }

  expect(): void {
    this.#expected += 1;
  }

  leaveOut(reason: string): void {
    this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1);
  }

  note(one: Case, { struck, told, recovered, problems }: Verdict, ms: number): void {
    this.#seen += 1;
    this.#ms += ms;
    if (struck) this.struck.add(pairOf(one));
    else this.missed.push(one);
    if (recovered) this.#ways.recovered += 1;
    else if (told === 'succeeded' || told === 'planned') this.#ways.survived += 1;
    else if (told.includes('went back')) this.#ways.wentBack += 1;
    else this.#ways.untouched += 1;
    if (problems.length > 0)
      this.problems.push(
        `${titleOf(one)} (${one.way}) told "${told}": ${problems.join(' | ')}; alone: ${againWith(titleOf(one))}`,
      );
  }

  /** How many cases there are. */
  get known(): number {
    return this.#known;
  }

  /** How many of them were chosen. */
  get chosen(): number {
    return this.#expected;
  }

  /** How many of them were run, and met what was to strike them. */
  get ran(): number {
    return this.#seen - this.missed.length;
  }

  /** How many that were chosen were never run. */
  get forgotten(): number {
    return this.#expected - this.#seen;
  }

  /** `upgrade: 900 cases: …`, then what was left out and why. */
  get lines(): readonly string[] {
    const missed = this.missed.map((one) => `  not made by any of the runs: ${titleOf(one)}`);
    const leftOut = [...this.#leftOut].map(([reason, times]) => `  left out ${times} times: ${reason}`);
    return [this.#line, ...leftOut, ...missed];
  }

  get #line(): string {
    const { survived, wentBack, untouched, recovered } = this.#ways;
    const mean = Math.round(this.#ms / Math.max(1, this.#seen));
    return `${this.scenario}: ${this.#seen} cases: ${survived} went on regardless, ${wentBack} went back by themselves, ${untouched} changed nothing, ${recovered} were ended by a second ODIN; ${this.problems.length} wrong; ${mean} ms each`;
  }
}
