// GET requests to one service of the cluster: bounded in time, tried again over a new connection where the old one was lost.
import type { Dispatcher } from 'undici';
import { Deadline } from '../kube/deadline.ts';
import { isLostConnection, noAnswer, type ServiceAnswer, type ServiceName } from './service-answer.ts';

/** How a service is reached. `pool` leads to it and nowhere else; it ends with the client. */
export interface ServiceClientOptions {
  readonly service: ServiceName;
  readonly pool: Dispatcher;
  /** Bounds one whole answer. */
  readonly timeoutMs: number;
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
   * Throws `AppError` `unreachable` (no answer, or not in time), `cancelled`, and what opening a connection throws.
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
    const headers = { accept: 'application/json' };
    // The origin is only a label: the pool knows where its service is.
    const answer = await this.#options.pool.request({ origin: 'http://service', method: 'GET', path, signal, headers });
    const contentType = String(answer.headers['content-type'] ?? '');
    return { status: answer.statusCode, contentType, text: await answer.body.text() };
  }
}
