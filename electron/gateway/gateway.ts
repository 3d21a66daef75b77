// Stands before Grafana: who comes with a one-time link gets a cookie, each request with that cookie is passed on with a
// signed login, and nobody else reaches anything. It listens nowhere itself: connections are handed to it.
import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createProxyServer } from 'httpxy';
import { AppError, toAppError } from '../../shared/errors.ts';
import { letIn, say, sayOnSocket } from './answers.ts';
import { createSigner, type Signer } from './assertion.ts';
import { isForeign, isForUs, portOf } from './caller.ts';
import { sessionCookie, sessionTokens } from './cookie.ts';
import { dropHopByHop, rewriteRequest } from './headers.ts';
import { Tokens } from './tokens.ts';
import { UpstreamAgent, type UpstreamOpener } from './upstream-agent.ts';

/** A browser has opened the link by then; who finds it later, in a history or a list of processes, is too late. */
export const LINK_LIFETIME_MS = 30_000;

/** Behind the token: where it leads, nowhere but to the front page or a dashboard. */
const LOGIN = /^\/odin\/login\/([\w-]+)(\/d\/[\w-]+)?$/;

/** Only a label: connections come from `open`, and the Host that Grafana sees is the caller's, as its origin checks want. */
const TARGET = 'http://grafana';

/** A browser's idle connections stay this long, and with each a connection to Grafana. */
const IDLE_MS = 60_000;

const HOW_TO_OPEN = 'choose Open Grafana in ODIN Control Panel, or run odin forward grafana';
const WRONG_ADDRESS = `This is not the address of ODIN's Grafana: ${HOW_TO_OPEN}.`;
const FOREIGN_PAGE = 'A page from elsewhere asked for this, and only Grafana itself may.';
const STRANGER = `Only ODIN opens this Grafana: ${HOW_TO_OPEN}.`;
const USED_LINK = `This link was used already, or is too old: ${HOW_TO_OPEN}.`;

/** What a gateway needs. */
export interface GatewayOptions {
  readonly open: UpstreamOpener;
  /** PKCS #8 PEM of the P-256 key whose other half Grafana has. */
  readonly privateKey: string;
}

/** What a link may be asked to be. */
export interface LinkOptions {
  /** Default: 30 s. */
  readonly lifetimeMs?: number;
  /** The uid of the dashboard that it leads to, instead of the front page. */
  readonly dashboard?: string;
}

/** Where a dashboard is, below Grafana's address; nothing without one. */
export function dashboardPath(dashboard: string | undefined): string {
  return dashboard === undefined ? '' : `/d/${dashboard}`;
}

/** A gateway in use. */
export interface Gateway {
  /** Serves a connection that somebody made to a port of 127.0.0.1. */
  accept(socket: Socket): void;
  /**
   * A link that lets one browser in, once. `origin`: where connections are accepted, `http://127.0.0.1:3000`.
   * It is a secret: it belongs into a browser, and into no log.
   */
  link(origin: string, options?: LinkOptions): string;
  /** Ends its connections; its links and cookies are worth nothing from then on. */
  dispose(): void;
}

/** Throws where the key is none. */
export async function createGateway({ open, privateKey }: GatewayOptions): Promise<Gateway> {
  return new RunningGateway(open, await createSigner(privateKey));
}

class RunningGateway implements Gateway {
  readonly #open: UpstreamOpener;
  readonly #sign: Signer;
  readonly #links = new Tokens();
  readonly #sessions = new Tokens();
  readonly #agents = new Map<Socket, UpstreamAgent>();
  /** Those whose bytes are a WebSocket's by now: a sentence would only garble them. */
  readonly #upgraded = new WeakSet<Socket>();
  readonly #proxy = createProxyServer();
  readonly #server = createServer({ keepAliveTimeout: IDLE_MS, noDelay: true });

  constructor(open: UpstreamOpener, sign: Signer) {
    this.#open = open;
    this.#sign = sign;
    this.#server.on('request', (request, response) => void this.#onRequest(request, response));
    this.#server.on('upgrade', (request, socket, head) => void this.#onUpgrade(request, socket, head));
    this.#proxy.on('proxyRes', passAtOnce);
    this.#proxy.on('proxyReqWs', (toGrafana, _request, socket) => {
      toGrafana.once('upgrade', () => this.#upgraded.add(socket));
    });
    this.#proxy.on('error', (error, _request, out) => {
      if (out !== undefined) this.#sayWhy(out, error);
    });
  }

  accept(socket: Socket): void {
    const agent = new UpstreamAgent(this.#open);
    this.#agents.set(socket, agent);
    socket.once('close', () => {
      this.#agents.delete(socket);
      agent.destroy();
    });
    this.#server.emit('connection', socket);
    socket.resume();
  }

  link(origin: string, { lifetimeMs = LINK_LIFETIME_MS, dashboard }: LinkOptions = {}): string {
    return `${origin}/odin/login/${this.#links.issue(lifetimeMs)}${dashboardPath(dashboard)}`;
  }

  dispose(): void {
    this.#links.forget();
    this.#sessions.forget();
    for (const socket of this.#agents.keys()) socket.destroy();
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isForUs(request)) return say(response, 403, WRONG_ADDRESS);
    const [, token, path = '/'] = (request.method === 'GET' && LOGIN.exec(request.url ?? '')) || [];
    if (token !== undefined) return this.#logIn(token, path, request, response);
    if (isForeign(request)) return say(response, 403, FOREIGN_PAGE);
    if (!this.#isLetIn(request)) return say(response, 403, STRANGER);
    try {
      await this.#proxy.web(request, response, await this.#asOdin(request));
    } catch (error) {
      this.#sayWhy(response, error);
    }
  }

  async #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    if (!isForUs(request)) return sayOnSocket(socket, 403, WRONG_ADDRESS);
    // A browser always says which page opens a WebSocket.
    if (isForeign(request) || request.headers.origin === undefined) return sayOnSocket(socket, 403, FOREIGN_PAGE);
    if (!this.#isLetIn(request)) return sayOnSocket(socket, 403, STRANGER);
    try {
      await this.#proxy.ws(request, request.socket, await this.#asOdin(request), head);
    } catch (error) {
      this.#sayWhy(request.socket, error);
    }
  }

  #logIn(token: string, path: string, request: IncomingMessage, response: ServerResponse): void {
    if (this.#links.spend(token)) letIn(response, sessionCookie(portOf(request), this.#sessions.issue()), path);
    else say(response, 403, USED_LINK);
  }

  #isLetIn(request: IncomingMessage): boolean {
    return sessionTokens(request, portOf(request)).some((token) => this.#sessions.has(token));
  }

  #sayWhy(out: ServerResponse | Socket, error: unknown): void {
    const { message } = toAppError(error);
    const sentence = error instanceof AppError ? message : `Grafana did not answer: ${message}.`;
    if (out instanceof ServerResponse) {
      if (out.headersSent) out.destroy();
      else say(out, 502, sentence);
    } else if (this.#upgraded.has(out)) out.destroy();
    else sayOnSocket(out, 502, sentence);
  }

  /** Puts the login into a request; gives where it goes. */
  async #asOdin(
    request: IncomingMessage,
  ): Promise<{ readonly target: string; readonly agent: UpstreamAgent | undefined }> {
    rewriteRequest(request.headers, await this.#sign());
    return { target: TARGET, agent: this.#agents.get(request.socket) };
  }
}

/** What comes from Grafana in pieces is passed on in pieces, its head first: an event stream may be silent for long. */
function passAtOnce(answer: IncomingMessage, _request: IncomingMessage, response: ServerResponse): void {
  dropHopByHop(answer.headers);
  answer.headers.connection = response.shouldKeepAlive ? 'keep-alive' : 'close';
  if (answer.headers['content-length'] !== undefined) return;
  // The proxy sets the head right after this.
  process.nextTick(() => {
    if (!response.headersSent && !response.destroyed) response.flushHeaders();
  });
}
