// Asks the first of several who can tell numbers, and for a while nobody again who could not.
import { AppError, toAppError } from '../../shared/errors.ts';
import { Deadline } from '../kube/deadline.ts';

/** Numbers are asked for each few seconds: who does not answer by then has no part in this. */
const PATIENCE_MS = 4_000;

/** For so long, who could not tell is left out. */
const ABSENT_MS = 60_000;

/** One who may tell. */
export interface Way<Name extends string, T> {
  readonly name: Name;
  /** How a person calls it, at the beginning of a sentence. */
  readonly title: string;
  /** Throws `AppError` where it cannot tell, with the reason as a sentence. */
  readonly ask: (signal: AbortSignal) => Promise<T>;
}

/** Who told, and what; or why nobody could, a sentence for each. */
export type Told<Name extends string, T> =
  | { readonly name: Name; readonly value: T }
  | { readonly name: 'none'; readonly reasons: readonly string[] };

/** Remembers who could not tell. Times are of the wall clock, since the other stands still while the machine sleeps. */
export class UsageSources {
  readonly #absent = new Map<string, { readonly reason: string; readonly at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Whoever was left out may be there again: the cluster is back, or a service became ready. */
  forget(): void {
    this.#absent.clear();
  }

  /** Throws `cancelled` alone, where `signal` was aborted. */
  async first<Name extends string, T>(ways: readonly Way<Name, T>[], signal: AbortSignal): Promise<Told<Name, T>> {
    const reasons: string[] = [];
    for (const way of ways) {
      const known = this.#absent.get(way.name);
      if (known !== undefined && Math.abs(this.#now() - known.at) < ABSENT_MS) {
        reasons.push(known.reason);
        continue;
      }
      const deadline = new Deadline(PATIENCE_MS, signal);
      try {
        const value = await way.ask(deadline.signal);
        this.#absent.delete(way.name);
        return { name: way.name, value };
      } catch (error) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled.', { cause: error });
        const late = `${way.title} did not answer within ${PATIENCE_MS / 1000} s.`;
        const reason = deadline.expired ? late : toAppError(error).message;
        this.#absent.set(way.name, { reason, at: this.#now() });
        reasons.push(reason);
      } finally {
        deadline.dispose();
      }
    }
    return { name: 'none', reasons };
  }
}
