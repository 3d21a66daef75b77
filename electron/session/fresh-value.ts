// A value that is dear to read, believed for a while.

/** A value that is read again once it is older than `maxAgeMs`. What could not be read is asked for again the next time. */
export class FreshValue<T> {
  readonly #read: (signal: AbortSignal) => Promise<T>;
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  #known: { readonly value: T; readonly at: number } | undefined;
  #generation = 0;

  /** `now`: the wall clock, since the other stands still while the machine sleeps. */
  constructor(read: (signal: AbortSignal) => Promise<T>, maxAgeMs: number, now: () => number = Date.now) {
    this.#read = read;
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  /** Throws what reading throws. */
  async get(signal: AbortSignal): Promise<T> {
    const known = this.#known;
    if (known !== undefined && Math.abs(this.#now() - known.at) < this.#maxAgeMs) return known.value;
    const generation = this.#generation;
    const value = await this.#read(signal);
    // What was read before it was forgotten may be of before.
    if (generation === this.#generation) this.#known = { value, at: this.#now() };
    return value;
  }

  /** It has changed. */
  forget(): void {
    this.#generation += 1;
    this.#known = undefined;
  }
}
