// Proxies of each kind, which alone know where a name is, and note whom they were asked for.
import { createServer as createHttpServer, type Server as HttpServer, type IncomingMessage, request } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface ProxyOptions {
  /** Name → the port of this machine that it stands for; names that are not listed lead to themselves. */
  readonly names?: Readonly<Record<string, number>>;
  /** Makes an http proxy an https one. */
  readonly tls?: TlsOptions;
  /** `user:password`, without which nobody is let through. */
  readonly credentials?: string;
  /** What an http proxy answers everybody. */
  readonly status?: number;
}

export interface TestProxy {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** `CONNECT kube.corp:6443`, `GET http://kube.corp/api`, `SOCKS kube.corp:6443`, in the order of asking. */
  readonly asked: readonly string[];
}

/** A proxy that knows CONNECT and whole requests, until the test is over. */
export async function httpProxy({ names = {}, tls, credentials, status }: ProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const server = tls === undefined ? createHttpServer() : createHttpsServer(tls);
  const refusal = ({ headers }: IncomingMessage): number | undefined => {
    const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
    return wanted === undefined || headers['proxy-authorization'] === wanted ? status : 407;
  };
  server.on('connect', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { url = '' } = message;
    asked.push(`CONNECT ${url}`);
    const refused = refusal(message);
    if (refused !== undefined) return void socket.end(`HTTP/1.1 ${refused} No\r\nContent-Length: 0\r\n\r\n`);
    const at = url.lastIndexOf(':');
    join(socket, url.slice(0, at).replace(/^\[|\]$/g, ''), Number(url.slice(at + 1)), names, (upstream) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
    });
  });
  server.on('request', (message, response) => {
    const { method = '', url = '', headers } = message;
    asked.push(`${method} ${url}`);
    const refused = refusal(message);
    if (refused !== undefined) return void response.writeHead(refused).end();
    const { hostname, port, pathname, search } = new URL(url);
    const to = { host: '127.0.0.1', port: names[hostname] ?? Number(port || 80), path: pathname + search };
    const passed = request({ ...to, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    message.pipe(passed);
  });
  return { address: await listen(server), asked };
}

/** A SOCKS 5 proxy, until the test is over. Source: RFC 1928, RFC 1929. */
export async function socksProxy({ names = {}, credentials }: ProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    void serveSocks(socket, asked, names, credentials).catch(() => socket.destroy());
  });
  return { address: await listen(server), asked };
}

async function serveSocks(
  socket: Socket,
  asked: string[],
  names: Readonly<Record<string, number>>,
  credentials: string | undefined,
): Promise<void> {
  const take = taker(socket);
  const [, methods = 0] = await take(2);
  const offered = await take(methods);
  const method = credentials === undefined ? 0 : 2;
  socket.write(Buffer.of(5, offered.includes(method) ? method : 0xff));
  if (!offered.includes(method)) return void socket.end();
  if (credentials !== undefined) {
    const [, userLength = 0] = await take(2);
    const user = String(await take(userLength));
    const password = String(await take((await take(1))[0] ?? 0));
    const isIn = `${user}:${password}` === credentials;
    socket.write(Buffer.of(1, isIn ? 0 : 1));
    if (!isIn) return void socket.end();
  }
  const [, , , kind] = await take(4);
  const host =
    kind === 1
      ? [...(await take(4))].join('.')
      : kind === 3
        ? String(await take((await take(1))[0] ?? 0))
        : `[${(await take(16)).toString('hex')}]`;
  const port = (await take(2)).readUInt16BE();
  asked.push(`SOCKS ${host}:${port}`);
  if (host.endsWith('.nowhere')) return void socket.end(Buffer.of(5, 4, 0, 1, 0, 0, 0, 0, 0, 0));
  join(socket, host, port, names, () => socket.write(Buffer.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0)));
}

/** Reads so many bytes, and pushes nothing that comes later out of the way. */
function taker(socket: Socket): (length: number) => Promise<Buffer> {
  return async (length) => {
    for (;;) {
      const chunk: Buffer | null = length === 0 ? Buffer.alloc(0) : socket.read(length);
      if (chunk !== null) return chunk;
      await new Promise((resolve, reject) => {
        socket.once('readable', resolve);
        socket.once('close', reject);
      });
    }
  };
}

function join(
  socket: Duplex,
  host: string,
  port: number,
  names: Readonly<Record<string, number>>,
  onOpen: (upstream: Socket) => void,
): void {
  const known = names[host];
  const upstream = connect(known === undefined ? { host, port } : { host: '127.0.0.1', port: known }, () => {
    onOpen(upstream);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
  socket.on('close', () => upstream.destroy());
}

async function listen(server: Server | HttpServer): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
