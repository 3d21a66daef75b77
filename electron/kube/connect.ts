// Makes a `KubeClient` from a kubeconfig context: requests through one keep-alive pool, errors as sentences, bounded repeats.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { WebSocket } from 'ws';
import { assertNever } from '../../shared/assert-never.ts';
import { AppError } from '../../shared/errors.ts';
import { abortable } from './abortable.ts';
import { parseBody, warningsOf } from './answer.ts';
import { ApiError } from './api-error.ts';
import { readStart, readText } from './bounded-body.ts';
import type { KubeClient, KubeRequest, KubeResponse, LinesRequest } from './client.ts';
import { connectionError } from './connection-error.ts';
import { Deadline } from './deadline.ts';
import { defined } from './defined.ts';
import type { PluginOptions } from './exec-plugin.ts';
import { learnObject } from './learn-secrets.ts';
import { ANSWER, REFUSAL_BYTES } from './limits.ts';
import { Login, type Passage } from './login.ts';
import { nextStep } from './next-step.ts';
import { shapeOf } from './object-shape.ts';
import { type ContextSource, readContext } from './read-context.ts';
import { refusal, unauthorized } from './refusal.ts';
import { splitLines } from './split-lines.ts';
import { openWebSocket } from './websocket.ts';

const LIMIT_MS = 30_000;

/** What a connection goes by besides its kubeconfig. */
export interface ConnectOptions extends Partial<PluginOptions> {
  /** For a look at a context that was not chosen: asks as nobody, so that nothing runs, nothing of the user's is read or sent. */
  readonly isLook?: boolean;
}

/**
 * Reads the context; sends nothing yet, and runs nothing. Without options it goes by this process's own environment.
 *
 * Throws `AppError` `badInput` when the file can't be used (see `readContext`).
 */
export async function connect(source: ContextSource, options: ConnectOptions = {}): Promise<KubeClient> {
  return new Connection(source, {
    environment: async () => process.env,
    platform: process.platform,
    isTerminal: false,
    listener: UNHEARD,
    ...options,
  });
}

const UNHEARD = { onBegin: () => {}, onSaid: () => {}, onEnd: () => {} };

class Connection implements KubeClient {
  readonly #source: ContextSource;
  readonly #options: PluginOptions & ConnectOptions;
  readonly #closing = new AbortController();
  readonly #logins = new Set<Login>();
  #login: Login;

  constructor(source: ContextSource, options: PluginOptions & ConnectOptions) {
    this.#source = source;
    this.#options = options;
    this.#login = this.#begin();
  }

  get server(): string {
    return this.#login.server;
  }

  async request<T = unknown>(request: KubeRequest): Promise<KubeResponse<T>> {
    const deadline = this.#startDeadline(request);
    // Before it is sent: a refusal may repeat what it refuses.
    learnObject(request.body);
    try {
      const answer = await this.#persist(request, deadline, (login) => this.#send(request, login, deadline));
      const { body, headers, statusCode: status } = answer;
      const what = describe(request);
      const encoding = String(headers['content-encoding'] ?? '');
      const text = await readText(body, encoding, ANSWER.bytes, `${this.server}, asked for ${what},`);
      const shape = shapeOf(request.method ?? 'GET', request.path);
      const { value, values } = parseBody(text, headers, { what, server: this.server, shape });
      learnObject(value);
      return { status, body: value as T, warnings: warningsOf(headers.warning), values };
    } catch (error) {
      throw this.#explain(error, request, deadline);
    } finally {
      deadline.dispose();
    }
  }

  async *lines(request: LinesRequest): AsyncGenerator<string, void, undefined> {
    const deadline = this.#startDeadline(request);
    try {
      const { idleMs = 0 } = request;
      const answer = await this.#persist(request, deadline, (login) => this.#send(request, login, deadline, idleMs));
      deadline.extend(request.longestMs);
      request.onOpen?.();
      yield* splitLines(answer.body, ANSWER.bytes, describe(request));
    } catch (error) {
      throw this.#explain(error, request, deadline);
    } finally {
      deadline.dispose();
    }
  }

  async websocket(request: KubeRequest, protocols: readonly string[]): Promise<WebSocket> {
    const deadline = this.#startDeadline(request);
    try {
      return await this.#persist(request, deadline, async (login) => {
        const passage = await enter(login, deadline);
        const url = login.server.replace(/^http/, 'ws') + targetOf(request);
        return openWebSocket(url, protocols, passage, describe(request), deadline.signal);
      });
    } catch (error) {
      throw this.#explain(error, request, deadline);
    } finally {
      deadline.dispose();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#logins].map((login) => login.end('now')));
  }

  /** One try; of a stream if `idleMs` is given (0: it may be silent). Throws `ApiError` for any answer that is not 2xx, else what undici threw. */
  async #send(
    request: KubeRequest,
    login: Login,
    deadline: Deadline,
    idleMs?: number,
  ): Promise<Dispatcher.ResponseData> {
    const { headers, pools, pathPrefix } = await enter(login, deadline);
    const { signal } = deadline;
    const { origin, pathname } = new URL(login.server);
    const { body, contentType = 'application/json', accept = 'application/json' } = request;
    const asked = (idleMs === undefined ? pools.requests : pools.streams).request({
      origin,
      path: pathPrefix + pathname.replace(/\/$/, '') + targetOf(request),
      method: request.method ?? 'GET',
      headers: {
        ...headers,
        Accept: accept,
        'User-Agent': 'odin-control-panel',
        ...(body === undefined ? {} : { 'Content-Type': contentType }),
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      signal,
      headersTimeout: 0, // the deadline's business
      bodyTimeout: idleMs ?? 0,
    });
    // undici hears of the signal once it has a connection: a network that answers nothing would keep it for its own limit.
    const answer = await abortable(asked, signal);
    const { statusCode } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    const retryAfter = answer.headers['retry-after'];
    const text = await readStart(answer.body, REFUSAL_BYTES);
    throw refusal({ status: statusCode, text, retryAfter: [retryAfter].flat()[0], what: describe(request) });
  }

  /** Repeats by the rules of `nextStep`. */
  async #persist<T>(request: KubeRequest, deadline: Deadline, send: (login: Login) => Promise<T>): Promise<T> {
    const method = request.method ?? 'GET';
    const tries = { reloads: 0, resets: 0, waits: 0 };
    for (;;) {
      const login = this.#login;
      try {
        return await send(login);
      } catch (error) {
        if (deadline.signal.aborted) throw error;
        const step = nextStep(method, error, { ...tries, isOutdated: login.isOutdated });
        switch (step.do) {
          case 'giveUp':
            throw this.#withReason(error, login);
          case 'reload':
            tries.reloads += 1;
            this.#reload(login);
            break;
          case 'repeat':
            tries.resets += 1;
            break;
          case 'wait':
            tries.waits += 1;
            if (step.waitMs > deadline.remainingMs) throw error;
            await sleep(step.waitMs, undefined, { signal: deadline.signal });
            break;
          default:
            assertNever(step);
        }
      }
    }
  }

  #begin(): Login {
    const login = new Login(readContext(this.#source, this.#options.isLook), this.#options);
    this.#logins.add(login);
    return login;
  }

  /** Reads the kubeconfig anew, unless another request did meanwhile. What runs on the old connections may finish. */
  #reload(stale: Login): void {
    if (this.#login !== stale) return;
    this.#login = this.#begin();
    void stale.end('gracefully').finally(() => this.#logins.delete(stale));
  }

  #startDeadline(request: KubeRequest): Deadline {
    return new Deadline(request.timeoutMs ?? LIMIT_MS, request.signal, this.#closing.signal);
  }

  #withReason(error: unknown, login: Login): unknown {
    if (!(error instanceof ApiError) || error.status !== 401) return error;
    return unauthorized(error, {
      server: login.server,
      ...this.#source,
      ...defined({ expiredOn: login.expiredOn() }),
    });
  }

  #explain(error: unknown, request: KubeRequest, deadline: Deadline): AppError {
    if (request.signal?.aborted || this.#closing.signal.aborted) {
      return new AppError('cancelled', 'Cancelled.', { cause: error });
    }
    const what = describe(request);
    if (deadline.isExtended && deadline.expired) {
      return new AppError('unreachable', `${this.server} has not ended ${what} in time: it is asked anew.`, {
        subject: this.server,
        cause: error,
      });
    }
    if (deadline.expired) {
      const seconds = (request.timeoutMs ?? LIMIT_MS) / 1000;
      const message = `${this.server} has not answered ${what} within ${seconds} s: check the cluster and the network to it.`;
      return new AppError('unreachable', message, { subject: this.server, cause: error });
    }
    if (error instanceof AppError) return error;
    const { platform } = this.#options;
    const { advice } = this.#login;
    return connectionError(error, { server: this.server, ...this.#source, what, platform, ...defined({ advice }) });
  }
}

/** A person who logs in may take longer than any request. */
function enter(login: Login, deadline: Deadline): Promise<Passage> {
  const entering = abortable(login.enter(), deadline.signal);
  return login.isPatient ? deadline.outside(entering) : entering;
}

/** `GET /api/v1/pods`: how messages name a request. */
function describe({ method = 'GET', path }: KubeRequest): string {
  return `${method} ${path}`;
}

function targetOf({ path, query = {} }: KubeRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined) parameters.append(name, String(one));
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
