// Tells at most so often: at once, and after that what was last known when the pause is over.

/** Calls `tell` now or later, never twice within `ms`. */
export class Paced {
  readonly #ms: number;
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;

  constructor(ms: number, tell: () => void) {
    this.#ms = ms;
    this.#tell = tell;
  }

  /** There is something to tell. */
  ask(): void {
    if (this.#timer === undefined) this.#run();
    else this.#isDue = true;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#isDue = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) this.#run();
    }, this.#ms);
    this.#tell();
  }
}
