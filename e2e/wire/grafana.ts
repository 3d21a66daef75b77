// A Grafana for the gateway's tests: it knows who comes by the signed login alone, and tells what reached it.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { type GrafanaUser, userOfJwt } from '../../electron/demo/grafana/jwt.ts';

/** A running Grafana stand-in. */
export interface Grafana {
  /** What `Gateway` is given to reach it. */
  readonly open: (signal: AbortSignal) => Promise<Duplex>;
  /** Each request's headers, in order. */
  readonly seen: IncomingHttpHeaders[];
  /** Connections that are open now. */
  readonly connections: ReadonlySet<Socket>;
  /** The answers that were begun at `/events`, to be written to. */
  readonly events: ServerResponse[];
  /** Bytes that were written to `/endless`. */
  sent: number;
  /** Requests that ended before they were answered. */
  aborted: number;
  close(): void;
}

/** Starts it with the public half (SPKI PEM) of the gateway's key, and the settings that the stack's manifests have. */
export async function startGrafana(publicKey: string): Promise<Grafana> {
  const settings = {
    key: publicKey,
    headerName: 'x-jwt-assertion',
    usernameClaim: 'sub',
    roleAttributePath: 'role',
    expectClaims: { iss: 'odin', aud: 'grafana' },
  };
  const userOf = (headers: IncomingHttpHeaders): GrafanaUser | undefined =>
    userOfJwt(String(headers[settings.headerName] ?? ''), settings, Date.now() / 1000);
  const connections = new Set<Socket>();
  const server = createServer(async (request, response): Promise<unknown> => {
    grafana.seen.push(request.headers);
    if (userOf(request.headers) === undefined) return response.writeHead(401).end('login page');
    switch (request.url) {
      case '/api/user':
        return response.writeHead(200, { 'keep-alive': 'timeout=77' }).end(JSON.stringify(userOf(request.headers)));
      case '/upload':
        return response.end(`${request.method} ${(await text(request)).length}`);
      case '/events':
        grafana.events.push(response.writeHead(200, { 'content-type': 'text/event-stream' }));
        return response.flushHeaders();
      case '/hang':
        return response.once('close', () => {
          grafana.aborted += 1;
        });
      case '/endless': {
        const chunk = Buffer.alloc(1 << 16);
        const write = () => {
          do grafana.sent += chunk.length;
          while (response.write(chunk));
          response.once('drain', write);
        };
        return write();
      }
      case '/open-to-all':
        return response
          .writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' })
          .end();
      case '/large':
        return response.writeHead(200, { connection: 'close' }).end('x'.repeat(4 << 20));
      case '/break':
        return request.socket.destroy();
      case '/break-later':
        return response.writeHead(200, { 'content-length': 9 }).write('half', () => request.socket.destroy());
      default:
        return response.writeHead(200, { 'set-cookie': 'grafana_session=1; Path=/' }).end('dashboards');
    }
  });
  server.on('connection', (socket: Socket) => {
    connections.add(socket.once('close', () => connections.delete(socket)));
  });
  const live = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head): unknown => {
    grafana.seen.push(request.headers);
    if (userOf(request.headers) === undefined) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    if (request.url !== '/api/live/ws') return socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
    return live.handleUpgrade(request, socket, head, (one) => one.on('message', (data) => one.send(String(data))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const grafana: Grafana = {
    open: (signal) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: '127.0.0.1', port, signal }, () => resolve(socket));
        socket.once('error', reject);
      }),
    seen: [],
    connections,
    events: [],
    sent: 0,
    aborted: 0,
    close: () => {
      server.close();
      for (const socket of connections) socket.destroy();
    },
  };
  return grafana;
}
