// Waits for a while, or for somebody to call.

/** A wait that can be cut short. A call while nobody waits cuts the next wait short. */
export class Alarm {
  #isRung = false;
  #wake: (() => void) | undefined;

  /** Ends the wait under way, or the next one. */
  ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  /** Forgets a call that nobody waited for. */
  clear(): void {
    this.#isRung = false;
  }

  /** Resolves after `delayMs` or when rung. */
  async wait(delayMs: number): Promise<void> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delayMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isRung = false;
    this.#wake = undefined;
  }
}
