// A gateway before a stand-in for Grafana, on a port of this machine as a forward has it, and callers of it.
import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { createSigner } from '../../electron/gateway/assertion.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../electron/gateway/gateway.ts';
import { ASSERTION_HEADER } from '../../electron/gateway/headers.ts';

/** A request to it; `host` is its own name where no other is given. */
export interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** A gateway that can be reached. */
export interface StandingGateway {
  readonly gateway: Gateway;
  readonly port: number;
  /** Its own: `http://grafana-….localhost:PORT`, a name that not every resolver knows. */
  readonly origin: string;
  /** The head of the answer; its body is still to come. */
  begin(path: string, options?: Ask): Promise<IncomingMessage>;
  ask(
    path: string,
    options?: Ask,
  ): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }>;
  /** Opens a new link as a browser does, and gives the cookie. */
  logIn(): Promise<string>;
  /** Connections that it has now. */
  connections(): Promise<number>;
  openSocket(headers: Record<string, string>, path?: string): WebSocket;
  close(): void;
}

/** Signs with `privateKey`, unless `headers` are given. */
export async function standGateway(
  options: Pick<GatewayOptions, 'open'> & Partial<GatewayOptions> & { readonly privateKey: string },
): Promise<StandingGateway> {
  const sign = await createSigner(options.privateKey);
  const headers = async () => ({ [ASSERTION_HEADER]: await sign() });
  const gateway = await createGateway({ target: 'grafana', headers, ...options });
  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => gateway.accept(socket));
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const { port } = listener.address() as AddressInfo;
  const { origin, host } = new URL(gateway.link(port));

  async function begin(path: string, { body, headers: given, ...rest }: Ask = {}): Promise<IncomingMessage> {
    const { pathname, search } = new URL(path, origin);
    const asked = request({
      host: '127.0.0.1',
      port,
      path: pathname + search,
      agent: false,
      headers: { host, ...given },
      ...rest,
    });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return response;
  }

  const standing: StandingGateway = {
    gateway,
    port,
    origin,
    begin,
    ask: async (path, asked) => {
      const response = await begin(path, asked);
      return { status: response.statusCode, headers: response.headers, body: await text(response) };
    },
    logIn: async () => {
      const answer = await standing.ask(gateway.link(port));
      return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    },
    connections: () =>
      new Promise((resolve, reject) => {
        listener.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),
    openSocket: (given, path = '/api/live/ws') =>
      new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host, ...given } }),
    close: () => {
      gateway.dispose();
      listener.close();
    },
  };
  return standing;
}

/** The status and the sentence with which a WebSocket is refused. */
export async function refusalOf(socket: WebSocket): Promise<[number | undefined, string]> {
  socket.on('error', () => {});
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  return [response.statusCode, await text(response)];
}
