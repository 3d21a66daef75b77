// Carries what was let through to the service and back: requests and WebSockets, each of a connection over connections that
// end with it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import { rewriteAnswer, rewriteRequest } from './headers.ts';
import { UpstreamAgent, type UpstreamOpener } from './upstream-agent.ts';

/** Only a label: connections come from `open`, and the Host that the service sees is the caller's, as Grafana's origin checks want. */
const TARGET = 'http://service';

/** What a passage needs. */
export interface PassageOptions {
  readonly open: UpstreamOpener;
  /** Asked for each request: what is put into it. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
}

/** The way of all connections of one gateway. */
export class Passage {
  readonly #options: PassageOptions;
  readonly #agents = new Map<Socket, UpstreamAgent>();
  /** Those whose bytes are a WebSocket's by now: a sentence would only garble them. */
  readonly #upgraded = new WeakSet<Socket>();
  readonly #proxy = createProxyServer();
  readonly #onFailure: (out: ServerResponse | Socket, error: unknown) => void;

  /** @param onFailure has to answer: with the reason why the service did not */
  constructor(options: PassageOptions, onFailure: (out: ServerResponse | Socket, error: unknown) => void) {
    this.#options = options;
    this.#onFailure = (out, error) => {
      if ('remoteAddress' in out && this.#upgraded.has(out)) out.destroy();
      else onFailure(out, error);
    };
    this.#proxy.on('proxyRes', passAtOnce);
    this.#proxy.on('proxyReqWs', (toService, _request, socket) => {
      toService.once('upgrade', () => this.#upgraded.add(socket));
    });
    this.#proxy.on('error', (error, _request, out) => {
      if (out !== undefined) this.#onFailure(out, error);
    });
  }

  /** For a connection that may send requests; what it opens to the service ends with it. */
  prepare(socket: Socket): void {
    const agent = new UpstreamAgent(this.#options.open);
    this.#agents.set(socket, agent);
    socket.once('close', () => {
      this.#agents.delete(socket);
      agent.destroy();
    });
  }

  /** Never rejects. */
  async request(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#proxy.web(request, response, await this.#dressed(request));
    } catch (error) {
      this.#onFailure(response, error);
    }
  }

  /** Never rejects. */
  async upgrade(request: IncomingMessage, head: Buffer): Promise<void> {
    try {
      await this.#proxy.ws(request, request.socket, await this.#dressed(request), head);
    } catch (error) {
      this.#onFailure(request.socket, error);
    }
  }

  async #dressed(request: IncomingMessage) {
    rewriteRequest(request.headers, await this.#options.headers());
    return { target: TARGET, agent: this.#agents.get(request.socket) };
  }
}

/** What comes from the service in pieces is passed on in pieces, its head first: an event stream may be silent for long. */
function passAtOnce(answer: IncomingMessage, _request: IncomingMessage, response: ServerResponse): void {
  rewriteAnswer(answer.headers);
  answer.headers.connection = response.shouldKeepAlive ? 'keep-alive' : 'close';
  if (answer.headers['content-length'] !== undefined) return;
  // The proxy sets the head right after this.
  process.nextTick(() => {
    if (!response.headersSent && !response.destroyed) response.flushHeaders();
  });
}
