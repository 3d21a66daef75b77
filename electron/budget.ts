// A number of times within a span: what is tried again by itself must come to an end when it does not help.

export class Budget {
  readonly #times: number;
  readonly #spanMs: number;
  #spentAt: number[] = [];

  constructor(times: number, spanMs: number) {
    this.#times = times;
    this.#spanMs = spanMs;
  }

  /** Takes one; false when the span has none left. `nowMs` is on a monotonic clock. */
  spend(nowMs: number = performance.now()): boolean {
    this.#spentAt = this.#spentAt.filter((at) => nowMs - at < this.#spanMs);
    if (this.#spentAt.length >= this.#times) return false;
    this.#spentAt.push(nowMs);
    return true;
  }
}
