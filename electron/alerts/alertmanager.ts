// Asks one Alertmanager over its HTTP API, and checks the shape of what it says.
import type { Dispatcher } from 'undici';
import { AppError } from '../../shared/errors.ts';
import { parseJson, type ServiceName, strangeAnswer, subjectOf } from '../cluster/service-answer.ts';
import { ServiceClient } from '../cluster/service-client.ts';
import { type AlertmanagerAlert, alertmanagerAlertsSchema } from './answers.ts';

const TIMEOUT_MS = 10_000;

/** Those that nobody is told of too: they are shown as such. Its status is not asked for: it holds the receivers. */
const ALL_ALERTS = '/api/v2/alerts?active=true&silenced=true&inhibited=true';

/**
 * A connection to an Alertmanager.
 *
 * Throws `AppError`: `unreachable` (nothing, or not Alertmanager, answers there), `unavailable` (not ready),
 * `cancelled` (signal), and what opening a connection throws.
 */
export class AlertmanagerClient {
  readonly #service: ServiceName;
  readonly #client: ServiceClient;

  /** `place`: for sentences, such as `alertmanager.monitoring:9093`. `pool` leads there, and ends with the client. */
  constructor(place: string, pool: Dispatcher) {
    this.#service = { program: 'Alertmanager', place };
    this.#client = new ServiceClient({ service: this.#service, pool, timeoutMs: TIMEOUT_MS });
  }

  /** All alerts that have not ended, whether anybody is told of them or not. */
  async alerts(signal: AbortSignal): Promise<readonly AlertmanagerAlert[]> {
    const answer = await this.#client.get(ALL_ALERTS, signal);
    const body = answer.status === 200 ? parseJson(answer.text) : undefined;
    if (body === undefined) throw strangeAnswer(this.#service, answer);
    const parsed = alertmanagerAlertsSchema.safeParse(body);
    if (parsed.success) return parsed.data;
    const subject = subjectOf(this.#service);
    throw new AppError('unreachable', `${subject} answered in a form that Alertmanager does not have.`, {
      subject,
      cause: parsed.error,
    });
  }

  /** Ends all connections; requests under way fail. */
  close(): Promise<void> {
    return this.#client.close();
  }
}
