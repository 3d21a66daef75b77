// GET requests to one service of the cluster: bounded in time, tried again over a new connection where the old one was lost.
import type { Dispatcher } from 'undici';
import { Deadline } from '../kube/deadline.ts';
import { readText } from './bounded-body.ts';
import { isLostConnection, noAnswer, type ServiceAnswer, type ServiceName, subjectOf } from './service-answer.ts';

/** How a service is reached. `pool` leads to it and nowhere else; it ends with the client. */
export interface ServiceClientOptions {
  readonly service: ServiceName;
  readonly pool: Dispatcher;
  /** Bounds one whole answer. */
  readonly timeoutMs: number;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bounds the body, also what it is inflated to. */
  readonly maxBytes?: number;
}

/** A hundred thousand series are 30 MB. */
const MAX_BYTES = 64 * 2 ** 20;

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
    const { service, timeoutMs } = this.#options;
    const deadline = new Deadline(timeoutMs, signal);
    try {
      try {
        return await this.#attempt(path, deadline.signal);
      } catch (error) {
        // A kept connection ends with the pod that it led to; a new one finds the new pod.
        if (!isLostConnection(error)) throw error;
        return await this.#attempt(path, deadline.signal);
      }
    } catch (error) {
      throw noAnswer(service, error, timeoutMs, signal);
    } finally {
      deadline.dispose();
    }
  }

  /** Ends all connections; requests under way fail. */
  close(): Promise<void> {
    return this.#options.pool.destroy();
  }

  async #attempt(path: string, signal: AbortSignal): Promise<ServiceAnswer> {
    const { pool, service, maxBytes = MAX_BYTES } = this.#options;
    const headers = { accept: 'application/json', 'accept-encoding': 'gzip', ...this.#options.headers };
    // The origin is only a label: the pool knows where its service is.
    const answer = await pool.request({ origin: 'http://service', method: 'GET', path, signal, headers });
    const { statusCode: status, headers: said, body } = answer;
    const text = await readText(body, String(said['content-encoding'] ?? ''), maxBytes, subjectOf(service));
    const header = (name: string) => String(said[name] ?? '');
    return { status, contentType: header('content-type'), location: header('location'), date: header('date'), text };
  }
}
