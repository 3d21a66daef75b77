// The entries of a log that are shown, and the hits among them. Kept up with the log: each entry is looked at once.

import type { Entry } from './entry.ts';
import { highestRank, type LogLevelFloor } from './levels.ts';
import type { LogStore } from './log-store.ts';

export interface LogFilter {
  readonly level: LogLevelFloor;
  /** Without a `g`: it is asked about each line anew. */
  readonly pattern: RegExp | undefined;
  readonly isHitsOnly: boolean;
}

/** Numbers of entries, as {@link LogStore} counts them. */
export class LogIndex {
  #shown: number[] = [];
  #hits: number[] = [];
  #next = 0;
  readonly #filter: LogFilter;

  constructor(filter: LogFilter) {
    this.#filter = filter;
  }

  get shown(): readonly number[] {
    return this.#shown;
  }

  get hits(): readonly number[] {
    return this.#hits;
  }

  /** Takes in what has come to the log, and lets go of what it let go. */
  follow({ entries, dropped }: Pick<LogStore, 'entries' | 'dropped'>): void {
    this.#shown = since(this.#shown, dropped);
    this.#hits = since(this.#hits, dropped);
    for (let index = Math.max(0, this.#next - dropped); index < entries.length; index++) {
      const entry = entries[index];
      if (entry !== undefined) this.#look(entry, dropped + index);
    }
    this.#next = dropped + entries.length;
  }

  #look(entry: Entry, number: number): void {
    const { level, pattern, isHitsOnly } = this.#filter;
    if (entry.kind === 'notice') {
      if (!isHitsOnly) this.#shown.push(number);
      return;
    }
    if (entry.rank > highestRank(level)) return;
    const isHit = pattern?.test(entry.line.text) ?? false;
    if (isHit) this.#hits.push(number);
    if (isHit || !isHitsOnly || pattern === undefined) this.#shown.push(number);
  }
}

/** The place of the first of rising numbers that is not below `least`. */
export function placeOf(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function since(numbers: number[], least: number): number[] {
  return (numbers[0] ?? least) >= least ? numbers : numbers.slice(placeOf(numbers, least));
}
