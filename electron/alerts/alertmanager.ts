// Asks one Alertmanager over its HTTP API, and checks the shape of what it says.
import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { record, text as textIn } from '../../shared/json.ts';
import {
  parseJson,
  type ServiceAnswer,
  type ServiceName,
  strangeAnswer,
  subjectOf,
} from '../cluster/service-answer.ts';
import { ServiceClient } from '../cluster/service-client.ts';
import {
  type AlertmanagerAlert,
  type AlertmanagerSilence,
  alertmanagerAlertsSchema,
  alertmanagerSilencesSchema,
  createdSilenceSchema,
} from './answers.ts';
import type { NewAlert } from './new-alert.ts';
import type { NewSilence } from './silences.ts';

const TIMEOUT_MS = 10_000;

/** Of what it says of a refusal. */
const MOST_WORDS = 300;

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
    return this.#parsed(await this.#client.get(ALL_ALERTS, signal), alertmanagerAlertsSchema);
  }

  /** All silences that it remembers, also those that have ended. */
  async silences(signal: AbortSignal): Promise<readonly AlertmanagerSilence[]> {
    return this.#parsed(await this.#client.get('/api/v2/silences', signal), alertmanagerSilencesSchema);
  }

  /** Makes a silence, and gives its id. Throws `badInput` with Alertmanager's words where it refuses. */
  async silence(silence: NewSilence, signal: AbortSignal): Promise<string> {
    const answer = await this.#client.send('POST', '/api/v2/silences', silence, signal);
    if (answer.status === 400 || answer.status === 422) throw this.#refusal(answer);
    return this.#parsed(answer, createdSilenceSchema).silenceID;
  }

  /** Hands it alerts, as Prometheus does. Throws `badInput` with Alertmanager's words where it refuses. */
  async post(alerts: readonly NewAlert[], signal: AbortSignal): Promise<void> {
    const answer = await this.#client.send('POST', '/api/v2/alerts', alerts, signal);
    if (answer.status === 400 || answer.status === 422) throw this.#refusal(answer, 'alert');
    if (answer.status !== 200) throw strangeAnswer(this.#service, answer);
  }

  /** Ends a silence; one that is not there has ended. Throws as {@link AlertmanagerClient.silence}. */
  async expire(id: string, signal: AbortSignal): Promise<void> {
    const answer = await this.#client.send('DELETE', `/api/v2/silence/${encodeURIComponent(id)}`, undefined, signal);
    if (answer.status === 200 || answer.status === 404) return;
    // So it says that the silence has ended already.
    if (answer.status === 500 && /already expired/i.test(answer.text)) return;
    throw answer.status === 400 ? this.#refusal(answer) : strangeAnswer(this.#service, answer);
  }

  #parsed<T>(answer: ServiceAnswer, schema: z.ZodType<T>): T {
    const body = answer.status === 200 ? parseJson(answer.text) : undefined;
    if (body === undefined) throw strangeAnswer(this.#service, answer);
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const subject = subjectOf(this.#service);
    throw new AppError('unreachable', `${subject} answered in a form that Alertmanager does not have.`, {
      subject,
      cause: parsed.error,
    });
  }

  #refusal({ text }: ServiceAnswer, what = 'silence'): AppError {
    const subject = subjectOf(this.#service);
    const told = parseJson(text);
    // Of a silence that its schema does not allow it says more than a sentence.
    const sentence = typeof told === 'string' ? told : textIn(record(told).message);
    const words = (sentence || text).trim().slice(0, MOST_WORDS).replace(/\.$/, '');
    return new AppError('badInput', `${subject} refuses the ${what}: ${words}.`, { subject });
  }

  /** Ends all connections; requests under way fail. */
  close(): Promise<void> {
    return this.#client.close();
  }
}
