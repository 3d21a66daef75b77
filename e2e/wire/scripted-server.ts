// An HTTP server that does what a test tells it, and counts what it is asked.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** One request as it came. */
export interface Seen {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers the request number `count`, from 1. */
export type Script = (request: Seen, response: ServerResponse, count: number) => unknown;

export interface ScriptedServer {
  /** `http://127.0.0.1:PORT`, or https. */
  readonly url: string;
  readonly server: Server;
  readonly seen: readonly Seen[];
  /** How many connections were made. */
  readonly connections: () => number;
  close(): void;
}

/** Starts one until the test is over; https when `tls` is given. */
export async function scriptedServer(script: Script, tls?: TlsOptions, port = 0): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener: RequestListener = async (request, response) => {
    const { method = '', url = '', headers } = request;
    const entry = { method, url, headers, body: await text(request) };
    seen.push(entry);
    await script(entry, response, seen.length);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(close);
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${listening}`,
    server,
    seen,
    connections: () => connections,
    close,
  };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers with a `Status`, as an API server refuses. */
export function refuse(
  response: ServerResponse,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): void {
  json(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message }, code, headers);
}
