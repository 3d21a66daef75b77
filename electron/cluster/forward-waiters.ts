// Those who wait for a forward to be ready.
import { AppError } from '../../shared/errors.ts';
import type { Forward } from '../../shared/model/forward.ts';

interface Waiter {
  resolve(forward: Forward): void;
  reject(error: AppError): void;
}

/** Each is told once, and forgotten. */
export class ForwardWaiters {
  readonly #waiters = new Set<Waiter>();

  /**
   * Waits to be told. Throws `cancelled` when `signal` aborts; when it times out `unavailable`, with what `reason` says then.
   */
  wait(signal: AbortSignal, reason: () => string): Promise<Forward> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        this.#waiters.delete(waiter);
        signal.removeEventListener('abort', giveUp);
        outcome();
      };
      const waiter: Waiter = {
        resolve: (forward) => settle(() => resolve(forward)),
        reject: (error) => settle(() => reject(error)),
      };
      const giveUp = () => waiter.reject(isTimeout(signal) ? new AppError('unavailable', reason()) : cancelled());
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiters.add(waiter);
    });
  }

  /** It is ready. */
  resolve(forward: Forward): void {
    for (const waiter of this.#waiters) waiter.resolve(forward);
  }

  /** It will not be. */
  reject(error: AppError): void {
    for (const waiter of this.#waiters) waiter.reject(error);
  }
}

/** What a wait ends with that nobody wants any more. */
export function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}

function isTimeout({ reason }: AbortSignal): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
