// Stands before a service that this machine's person opens: it is decided by the connection's owner, by the request's address
// and page, and by a cookie who is let through; nobody else reaches anything. It listens nowhere itself: connections are handed to it.
import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError, toAppError } from '../../shared/errors.ts';
import { leadTo, letIn, say, sayOnSocket } from './answers.ts';
import { addressOf, isForeign, isOfBrowser, isUnasked, isVisit, portOf } from './caller.ts';
import { sessionCookie, sessionTokens } from './cookie.ts';
import { Invitations, type Invited, invitedBy, type LinkOptions } from './invitations.ts';
import { Lobby } from './lobby.ts';
import { ownName } from './own-name.ts';
import { Passage } from './passage.ts';
import { type Machine, type Peer, Peers, thisMachine } from './peers.ts';
import { type Sentences, sentencesOf } from './sentences.ts';
import { Tokens } from './tokens.ts';
import type { UpstreamOpener } from './upstream-agent.ts';

/** A browser's idle connections stay this long, and with each a connection to the service. */
const IDLE_MS = 60_000;

/** A head with a long address and all of a browser's cookies is half of it. */
const MOST_HEAD_BYTES = 32 * 1024;

/** What a gateway needs. */
export interface GatewayOptions {
  /** `grafana`, `prometheus`: stands in its name and its sentences. */
  readonly target: string;
  readonly open: UpstreamOpener;
  /** Asked for each request: what is put into it, such as a login. Nothing of that name comes from the caller. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** Where its pages begin: '' or `/prometheus`. */
  readonly basePath?: () => string;
  /** Lets programs of this very person in without a cookie, where it is known who connects; browsers never. */
  readonly admitsPrograms?: boolean;
  /** Default: this one. */
  readonly machine?: Machine;
}

/** A gateway in use. */
export interface Gateway {
  /** Serves a connection that somebody made to a port of this machine. */
  accept(socket: Socket): void;
  /** An address that lets one browser in, once. `port`: where connections are accepted. It is a secret: it belongs into no log. */
  link(port: number, options?: LinkOptions): string;
  /**
   * What the system's browser is given, once. On Linux, where any user reads others' command lines but it is known who
   * connects, it has no secret. Elsewhere it is a link: a Mac hands it over in a message, and Windows shows a command line
   * to nobody else.
   *
   * @throws AppError `unsupported` on a Linux that does not say who connects.
   */
  invitation(port: number, options?: LinkOptions): string;
  /** Ends its connections; its links and cookies are worth nothing from then on. */
  dispose(): void;
}

/** A gateway that has a name of its own. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const machine = options.machine ?? thisMachine();
  return new RunningGateway(options, machine, await ownName(options.target, machine.platform));
}

class RunningGateway implements Gateway {
  readonly #options: GatewayOptions;
  readonly #machine: Machine;
  readonly #name: string;
  readonly #say: Sentences;
  readonly #peers: Peers;
  readonly #lobby = new Lobby();
  readonly #owners = new WeakMap<Socket, Peer>();
  readonly #invitations = new Invitations();
  readonly #sessions = new Tokens();
  readonly #passage: Passage;
  readonly #server = createServer({
    keepAliveTimeout: IDLE_MS,
    maxHeaderSize: MOST_HEAD_BYTES,
    insecureHTTPParser: false,
    noDelay: true,
  });

  constructor(options: GatewayOptions, machine: Machine, name: string) {
    this.#options = options;
    this.#machine = machine;
    this.#name = name;
    this.#say = sentencesOf(options.target);
    this.#peers = new Peers(machine);
    this.#passage = new Passage(options, (out, error) => this.#sayWhy(out, error));
    this.#server.on('request', (request, response) => void this.#onRequest(request, response));
    this.#server.on('upgrade', (request, socket, head) => void this.#onUpgrade(request, socket, head));
  }

  accept(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    if (this.#lobby.enter(socket)) void this.#seat(socket);
  }

  link(port: number, options: LinkOptions = {}): string {
    return this.#addressAt(port) + this.#invitations.link(options);
  }

  invitation(port: number, options: LinkOptions = {}): string {
    if (this.#machine.platform !== 'linux') return this.link(port, options);
    if (this.#peers.areKnown) return this.#addressAt(port) + this.#invitations.door(options);
    const message = `This system does not say who connects to ${this.#say.service} here: run odin forward ${this.#options.target}, which prints a link.`;
    throw new AppError('unsupported', message, { remedy: `odin forward ${this.#options.target}` });
  }

  dispose(): void {
    this.#invitations.forget();
    this.#sessions.forget();
    this.#lobby.dispose();
  }

  /** Nothing of a connection is read before it is known whose it is. */
  async #seat(socket: Socket): Promise<void> {
    const owner = await this.#peers.of(socket);
    if (socket.destroyed) return;
    if (owner === 'other') {
      sayOnSocket(socket, 403, this.#say.otherPerson);
      // Not for as long as the answer needs to be read: another user holds no place.
      return socket.destroySoon();
    }
    if (!this.#lobby.seat(socket)) return;
    this.#owners.set(socket, owner);
    this.#passage.prepare(socket);
    this.#server.emit('connection', socket);
    socket.resume();
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#lobby.hear(request.socket);
    const address = addressOf(request, { name: this.#name, service: this.#options.target });
    if (address === 'foreign') return say(response, 403, this.#say.wrongAddress);
    const invited = address === 'own' && request.method === 'GET' ? invitedBy(request.url ?? '') : undefined;
    if (invited !== undefined) return this.#welcome(invited, request, response);
    if (isForeign(request)) return say(response, 403, this.#say.foreignPage);
    if (this.#isAdmittedProgram(request)) return this.#passage.request(request, response);
    if (address === 'known') {
      if (isVisit(request)) return leadTo(response, this.#addressAt(portOf(request)) + request.url);
      return say(response, 403, this.#say.wrongAddress);
    }
    if (!this.#isLetIn(request)) return say(response, 403, this.#say.stranger);
    return this.#passage.request(request, response);
  }

  async #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    this.#lobby.hear(request.socket);
    socket.on('error', () => socket.destroy());
    const address = addressOf(request, { name: this.#name, service: this.#options.target });
    if (address !== 'own') return sayOnSocket(socket, 403, this.#say.wrongAddress);
    // A browser always says which page opens a WebSocket.
    if (isForeign(request) || request.headers.origin === undefined) {
      return sayOnSocket(socket, 403, this.#say.foreignPage);
    }
    if (!this.#isLetIn(request)) return sayOnSocket(socket, 403, this.#say.stranger);
    return this.#passage.upgrade(request, head);
  }

  /** A link lets in who has it; the door lets in who is known to be this person, unless a page sent them: it is not theirs to use up. */
  #welcome(invited: Invited, request: IncomingMessage, response: ServerResponse): void {
    const address = `${this.#addressAt(portOf(request))}${this.#options.basePath?.() ?? ''}${invited.to || '/'}`;
    if (invited.by === 'door' && !isUnasked(request)) say(response, 403, this.#say.foreignPage);
    else if (this.#invitations.spend(invited)) {
      const cookie = sessionCookie(portOf(request), this.#sessions.issue());
      letIn(response, cookie, this.#say.service, address);
    } else if (invited.by === 'door' && this.#isLetIn(request)) letIn(response, undefined, this.#say.service, address);
    else say(response, 403, this.#say.usedLink);
  }

  #isLetIn(request: IncomingMessage): boolean {
    return sessionTokens(request, portOf(request)).some((token) => this.#sessions.has(token));
  }

  /** Who runs as this person reads this person's kubeconfig, and needs no gateway; whom root relays for is not known. */
  #isAdmittedProgram(request: IncomingMessage): boolean {
    const isOwn = this.#owners.get(request.socket) === 'own';
    return this.#options.admitsPrograms === true && isOwn && !isOfBrowser(request);
  }

  #addressAt(port: number): string {
    return `http://${this.#name}:${port}`;
  }

  #sayWhy(out: ServerResponse | Socket, error: unknown): void {
    const { message } = toAppError(error);
    const sentence = error instanceof AppError ? message : this.#say.noAnswer(message);
    if (!(out instanceof ServerResponse)) sayOnSocket(out, 502, sentence);
    else if (out.headersSent) out.destroy();
    else say(out, 502, sentence);
  }
}
