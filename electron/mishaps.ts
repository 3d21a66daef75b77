// The mishaps that the page has still to say: each sentence once, until somebody has read it.
import { randomUUID } from 'node:crypto';
import type { Mishap } from '../shared/model/mishap.ts';

/** More than a person reads; the log has all. */
const MOST_KEPT = 5;

export class Mishaps {
  readonly #onChange: (mishaps: Mishap[]) => void;
  #list: readonly Mishap[] = [];

  constructor(onChange: (mishaps: Mishap[]) => void) {
    this.#onChange = onChange;
  }

  /** Newest first. */
  get list(): Mishap[] {
    return [...this.#list];
  }

  /** Notes one; the same sentence again is the same mishap, later. */
  note(sentence: string): void {
    const known = this.#list.find((mishap) => mishap.sentence === sentence);
    const mishap = { id: known?.id ?? randomUUID(), at: Date.now(), sentence };
    this.#set([mishap, ...this.#list.filter((one) => one !== known)].slice(0, MOST_KEPT));
  }

  /** Somebody has read it. */
  dismiss(id: string): void {
    this.#set(this.#list.filter((mishap) => mishap.id !== id));
  }

  #set(list: readonly Mishap[]): void {
    this.#list = list;
    this.#onChange(this.list);
  }
}
