// Wakes a loop when something changed, and at every tick, since some verdicts depend on how long a thing lasts.
import { AppError } from '../../../shared/errors.ts';

const TICK_MS = 500;

/** Rung by watches, waited for by one loop; a ring that nobody waits for yet is not lost. */
export class Bell {
  #hasRung = false;
  #wake: (() => void) | undefined;

  readonly ring = (): void => {
    this.#hasRung = true;
    this.#wake?.();
  };

  /** Until the bell rings or a tick has passed. Throws `cancelled` when aborted. */
  async wait(signal: AbortSignal): Promise<void> {
    if (!this.#hasRung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, TICK_MS);
        this.#wake = done;
        signal.addEventListener('abort', done, { once: true });
      });
      this.#wake = undefined;
    }
    // Changes come in bursts: one look for all that arrived together.
    await new Promise(setImmediate);
    this.#hasRung = false;
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  }
}
