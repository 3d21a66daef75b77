// Asks one Loki over its HTTP API, and checks the shape of what it says.
import type { Dispatcher } from 'undici';
import { AppError } from '../../shared/errors.ts';
import type { LogPage, LogPastRequest } from '../../shared/model/log-past.ts';
import {
  parseJson,
  printable,
  type ServiceAnswer,
  type ServiceName,
  strangeAnswer,
  subjectOf,
} from '../cluster/service-answer.ts';
import { ServiceClient } from '../cluster/service-client.ts';
import { TooMuchError } from '../kube/bounded-body.ts';
import { linesSchema } from './answers.ts';
import { linesOf } from './lines-of.ts';

/** It reads from its disk what nobody has asked for since days. */
const TIMEOUT_MS = 30_000;

/** What is asked for at once: its own limit; and less, where lines are so long that those would be too much. */
const LIMITS = [5_000, 500, 50] as const;

/** What is read of one answer. */
const MOST_BYTES = 24_000_000;

/** Which lines: those that a selector finds, in a range of time. */
export type LokiRange = Pick<LogPastRequest, 'from' | 'until' | 'direction'>;

/** How much is asked for; for tests too. */
export interface LokiOptions {
  readonly limits?: readonly number[];
  readonly maxBytes?: number;
}

/**
 * A connection to a Loki.
 *
 * Throws `AppError`: `unreachable` (nothing, or not Loki, answers there), `unavailable` (not ready, or asked too much),
 * `badInput` (it refused the query; its words), `cancelled` (signal), and what opening a connection throws.
 */
export class LokiClient {
  readonly #service: ServiceName;
  readonly #client: ServiceClient;
  readonly #limits: readonly number[];

  /** `place`: for sentences, such as `loki.monitoring:3100`. `pool` leads there, and ends with the client. */
  constructor(place: string, pool: Dispatcher, { limits = LIMITS, maxBytes = MOST_BYTES }: LokiOptions = {}) {
    this.#service = { program: 'Loki', place };
    this.#client = new ServiceClient({ service: this.#service, pool, timeoutMs: TIMEOUT_MS, maxBytes });
    this.#limits = limits;
  }

  /** A page of the lines that `selector` finds: those at the end of the range where reading goes backward, else at its begin. */
  async lines(selector: string, range: LokiRange, signal: AbortSignal): Promise<LogPage> {
    for (const [at, limit] of this.#limits.entries()) {
      try {
        return await this.#page(selector, range, limit, signal);
      } catch (error) {
        if (!(error instanceof TooMuchError) || at === this.#limits.length - 1) throw error;
      }
    }
    return { lines: [], hasMore: false };
  }

  /** Ends all connections; requests under way fail. */
  close(): Promise<void> {
    return this.#client.close();
  }

  async #page(selector: string, range: LokiRange, limit: number, signal: AbortSignal): Promise<LogPage> {
    const { from, until, direction } = range;
    const query = new URLSearchParams({
      query: selector,
      start: nanosOf(from),
      end: nanosOf(until),
      limit: String(limit),
      direction,
    });
    const answer = await this.#client.get(`/loki/api/v1/query_range?${query}`, signal);
    if (answer.status === 400 || answer.status === 422) throw this.#refusal(answer);
    const body = answer.status === 200 ? parseJson(answer.text) : undefined;
    if (body === undefined) throw strangeAnswer(this.#service, answer);
    const parsed = linesSchema.safeParse(body);
    if (!parsed.success) {
      const subject = subjectOf(this.#service);
      const message = `${subject} answered in a form that Loki does not have.`;
      throw new AppError('unreachable', message, { subject, cause: parsed.error });
    }
    const { result } = parsed.data.data;
    const count = result.reduce((sum, { values }) => sum + values.length, 0);
    return { lines: linesOf(result, direction, limit), hasMore: count >= limit };
  }

  /** It says why in plain words. */
  #refusal({ text }: ServiceAnswer): AppError {
    const subject = subjectOf(this.#service);
    const words = printable(text.trim()).replace(/\.$/, '');
    return new AppError('badInput', `${subject} refuses to read the log: ${words || 'it does not say why'}.`, {
      subject,
    });
  }
}

function nanosOf(ms: number): string {
  return `${ms}000000`;
}
