// A `KubeClient` whose failures are logged: once when they begin, once when they are over, however often they are repeated.
import { AppError, toAppError } from '../../shared/errors.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest, KubeResponse, LinesRequest } from '../kube/client.ts';
import type { Log } from '../log/log.ts';

/** So many things that fail are told apart; a cluster of today has about 100 paths that ODIN asks for again and again. */
const MOST_REMEMBERED = 500;

type Call = Pick<KubeRequest, 'method' | 'path'>;

/** The same client; what it throws stays what it throws. Queries are not logged, nor is what was cancelled or simply is not there. */
export function loggedClient(client: KubeClient, log: Log): KubeClient {
  const failures = new Failures(log);

  async function watched<T>(call: Call, run: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      const answer = await run();
      failures.noteSuccess(call);
      return answer;
    } catch (error) {
      failures.note(call, error, performance.now() - startedAt);
      throw error;
    }
  }

  return {
    get server() {
      return client.server;
    },
    request: <T>(request: KubeRequest): Promise<KubeResponse<T>> => watched(request, () => client.request<T>(request)),
    async *lines(request: LinesRequest) {
      const startedAt = performance.now();
      try {
        const onOpen = () => {
          failures.noteSuccess(request);
          request.onOpen?.();
        };
        yield* client.lines({ ...request, onOpen });
      } catch (error) {
        failures.note(request, error, performance.now() - startedAt);
        throw error;
      }
    },
    websocket: (request, protocols) => watched(request, () => client.websocket(request, protocols)),
    close: () => client.close(),
  };
}

/** How what was asked for last went. */
class Failures {
  readonly #log: Log;
  /** Method and path → the last sentence, and how often it was the answer. */
  readonly #current = new Map<string, { readonly message: string; count: number }>();

  constructor(log: Log) {
    this.#log = log;
  }

  note(call: Call, error: unknown, ms: number): void {
    const { code, message } = toAppError(error);
    if (code === 'cancelled') return;
    const key = keyOf(call);
    const known = this.#current.get(key);
    if (known?.message === message) {
      known.count += 1;
      return;
    }
    const [oldest] = this.#current.keys();
    if (this.#current.size >= MOST_REMEMBERED && oldest !== undefined) this.#current.delete(oldest);
    this.#current.set(key, { message, count: 1 });
    const status = error instanceof ApiError ? { status: error.status } : {};
    const facts = { ...status, code, ms: Math.round(ms) };
    // Whether something is there is asked by reading it.
    const write = code === 'notFound' ? this.#log.debug : error instanceof AppError ? this.#log.warn : this.#log.error;
    write('request', `${key}: ${message}`, error instanceof AppError ? facts : { ...facts, error });
  }

  noteSuccess(call: Call): void {
    const key = keyOf(call);
    const known = this.#current.get(key);
    if (known === undefined) return;
    this.#current.delete(key);
    this.#log.info('request', `${key}: answers again`, { failures: known.count });
  }
}

/** Without the query: a log is no place for what may stand there. */
function keyOf({ method = 'GET', path }: Call): string {
  return `${method} ${path.split('?', 1)[0]}`;
}
