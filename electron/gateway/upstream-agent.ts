// Node's HTTP client over connections that are no sockets: one agent a caller, whose connections to Grafana end with it.
import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** Opens a connection to Grafana. Aborting the signal ends the attempt, and later the connection. */
export type UpstreamOpener = (signal: AbortSignal) => Promise<Duplex>;

type ConnectionCallback = (error: Error | null, stream?: Duplex) => void;

/** What Node and the proxy call on sockets, for comfort alone. */
const SOCKET_METHODS = ['setTimeout', 'setNoDelay', 'setKeepAlive', 'ref', 'unref'];

/** Keeps its connections for the next request; {@link UpstreamAgent.destroy} ends them. */
export class UpstreamAgent extends Agent {
  readonly #open: UpstreamOpener;
  readonly #ended = new AbortController();

  constructor(open: UpstreamOpener) {
    super({ keepAlive: true });
    this.#open = open;
  }

  override createConnection(_options: unknown, done: ConnectionCallback): undefined {
    this.#open(this.#ended.signal).then(
      (stream) => done(null, asSocket(stream)),
      (error: Error) => done(error),
    );
  }

  override keepSocketAlive(): boolean {
    return true;
  }

  override reuseSocket(): void {}

  override destroy(): void {
    this.#ended.abort();
    super.destroy();
  }
}

function asSocket(stream: Duplex): Duplex {
  const nothing = () => stream;
  const missing = SOCKET_METHODS.filter((name) => !(name in stream)).map((name) => [name, nothing]);
  return Object.assign(stream, Object.fromEntries(missing));
}
