// The wait between tries: twice as long each time, with chance in it, so that many clients do not come back at once.

/** Its limits, in milliseconds. `random` gives 0 to 1. */
export interface BackoffSettings {
  readonly baseMs: number;
  readonly maxMs: number;
  readonly random: () => number;
}

export const DEFAULT_BACKOFF: BackoffSettings = { baseMs: 500, maxMs: 30_000, random: Math.random };

export class Backoff {
  readonly #settings: BackoffSettings;
  #failures = 0;

  constructor(settings: BackoffSettings = DEFAULT_BACKOFF) {
    this.#settings = settings;
  }

  /** The next wait: between half of the present step and all of it. */
  nextMs(): number {
    const { baseMs, maxMs, random } = this.#settings;
    const stepMs = Math.min(maxMs, baseMs * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 30);
    return stepMs * (0.5 + random() / 2);
  }

  /** It works again. */
  reset(): void {
    this.#failures = 0;
  }
}
