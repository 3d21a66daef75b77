// Requests to one service of the cluster: bounded in time; a GET is tried again over a new connection where the old one was lost.
import type { Dispatcher } from 'undici';
import { readText, TooMuchError } from '../kube/bounded-body.ts';
import { assertBounded, JsonTooMuch } from '../kube/bounded-json.ts';
import { Deadline } from '../kube/deadline.ts';
import { ANSWER } from '../kube/limits.ts';
import { isLostConnection, noAnswer, type ServiceAnswer, type ServiceName, subjectOf } from './service-answer.ts';

/** How a service is reached. `pool` leads to it and nowhere else; it ends with the client. */
export interface ServiceClientOptions {
  readonly service: ServiceName;
  readonly pool: Dispatcher;
  /** Bounds one whole answer. */
  readonly timeoutMs: number;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bounds the body, also what it is inflated to. A hundred thousand series are 30 MB. */
  readonly maxBytes?: number;
}

/** What is asked for. */
interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly content?: string | undefined;
}

/** Asks one service. */
export class ServiceClient {
  readonly #options: ServiceClientOptions;

  constructor(options: ServiceClientOptions) {
    this.#options = options;
  }

  /**
   * The answer to GET `path`, whatever its status.
   *
   * Throws `AppError` `unreachable` (no answer, or not in time), `invalid` (more than is read), `cancelled`, and what opening
   * a connection throws.
   */
  async get(path: string, signal: AbortSignal): Promise<ServiceAnswer> {
    return this.#inTime(signal, async (until) => {
      try {
        return await this.#attempt(path, until);
      } catch (error) {
        // A kept connection ends with the pod that it led to; a new one finds the new pod.
        if (!isLostConnection(error)) throw error;
        return await this.#attempt(path, until);
      }
    });
  }

  /**
   * The answer to a request that changes something, whatever its status. It is not tried again: it may have been carried out.
   * Throws as {@link ServiceClient.get}.
   *
   * @param body sent as JSON; undefined for none
   */
  async send(method: 'POST' | 'DELETE', path: string, body: unknown, signal: AbortSignal): Promise<ServiceAnswer> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    return this.#inTime(signal, (until) => this.#attempt(path, until, { method, content }));
  }

  /** Ends all connections; requests under way fail. */
  close(): Promise<void> {
    return this.#options.pool.destroy();
  }

  async #inTime(signal: AbortSignal, ask: (until: AbortSignal) => Promise<ServiceAnswer>): Promise<ServiceAnswer> {
    const { service, timeoutMs } = this.#options;
    const deadline = new Deadline(timeoutMs, signal);
    try {
      return await ask(deadline.signal);
    } catch (error) {
      throw noAnswer(service, error, timeoutMs, signal);
    } finally {
      deadline.dispose();
    }
  }

  async #attempt(
    path: string,
    signal: AbortSignal,
    { method, content }: Call = { method: 'GET' },
  ): Promise<ServiceAnswer> {
    const { pool, service, maxBytes = ANSWER.bytes } = this.#options;
    const typed = content === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { accept: 'application/json', 'accept-encoding': 'gzip', ...typed, ...this.#options.headers };
    // The origin is only a label: the pool knows where its service is.
    const answer = await pool.request({
      origin: 'http://service',
      method,
      path,
      signal,
      headers,
      ...(content === undefined ? {} : { body: content }),
    });
    const { statusCode: status, headers: said, body } = answer;
    const text = await readText(body, String(said['content-encoding'] ?? ''), maxBytes, subjectOf(service));
    assertReadable(text, subjectOf(service));
    const header = (name: string) => String(said[name] ?? '');
    return { status, contentType: header('content-type'), location: header('location'), date: header('date'), text };
  }
}

/** Whoever reads the text parses it. */
function assertReadable(text: string, subject: string): void {
  try {
    assertBounded(text);
  } catch (error) {
    throw error instanceof JsonTooMuch ? new TooMuchError(subject, error.message) : error;
  }
}
