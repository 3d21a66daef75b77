// A time limit joined with other signals. AbortSignal.any is not used: on Node 20 long-lived sources keep all their followers alive.
import { setMaxListeners } from 'node:events';

/** Aborts its signal when the time is over (reason: a `TimeoutError`) or one of the others aborts; `expired` tells which. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #others: readonly AbortSignal[];
  #endsAtMs: number;
  #timer: NodeJS.Timeout | undefined;
  #expired = false;
  #isExtended = false;

  constructor(limitMs: number, ...others: readonly (AbortSignal | undefined)[]) {
    this.#others = others.filter((signal) => signal !== undefined);
    // One signal may stand behind many requests; a listener each is no leak, for each is taken off again.
    setMaxListeners(0, ...this.#others);
    this.#endsAtMs = performance.now() + limitMs;
    this.#start(limitMs);
    for (const other of this.#others) {
      if (other.aborted) this.#controller.abort();
      else other.addEventListener('abort', this.#follow);
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether it was the time, not one of the others. */
  get expired(): boolean {
    return this.#expired;
  }

  get remainingMs(): number {
    return this.#endsAtMs - performance.now();
  }

  /** Waits without limit for what is not the other side's business, such as a person; the time goes on afterwards. */
  async outside<T>(promise: Promise<T>): Promise<T> {
    const leftMs = this.remainingMs;
    clearTimeout(this.#timer);
    try {
      return await promise;
    } finally {
      this.#endsAtMs = performance.now() + leftMs;
      this.#start(leftMs);
    }
  }

  /** Another limit from now on, or none; the other signals still count. */
  extend(limitMs: number | undefined): void {
    clearTimeout(this.#timer);
    this.#isExtended = true;
    if (limitMs === undefined) return;
    this.#endsAtMs = performance.now() + limitMs;
    this.#start(limitMs);
  }

  get isExtended(): boolean {
    return this.#isExtended;
  }

  /** Lets go of the timer and of the other signals. */
  dispose(): void {
    clearTimeout(this.#timer);
    for (const other of this.#others) other.removeEventListener('abort', this.#follow);
  }

  #start(limitMs: number): void {
    this.#timer = setTimeout(() => {
      this.#expired = true;
      this.#controller.abort(new DOMException('The time is over.', 'TimeoutError'));
    }, limitMs);
  }

  readonly #follow = (): void => this.#controller.abort();
}
