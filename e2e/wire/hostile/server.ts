// A server that is honest but for one attack.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Ask } from './ask.ts';
import { answerHonestly } from './honest.ts';

/** A request for a WebSocket, whose bytes are written by hand. */
export interface Upgrade {
  readonly path: string;
  readonly key: string;
  readonly socket: Duplex;
}

/** What a server does to whoever asks; what it leaves is answered honestly. */
export interface Malice {
  /** Of a request: whether it was answered. */
  readonly request?: (ask: Ask) => boolean;
  readonly upgrade?: (upgrade: Upgrade) => void;
  /** Instead of HTTP altogether. */
  readonly socket?: (socket: Socket) => void;
}

/** Its address, and its end. */
export interface Hostile {
  readonly url: string;
  close(): void;
}

export async function hostileServer({ request, upgrade, socket: raw }: Malice): Promise<Hostile> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((incoming: IncomingMessage, response) => {
    incoming.resume();
    response.on('error', () => {});
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', 'http://it');
    const ask = { method: incoming.method ?? 'GET', path, query, response, count };
    if (request?.(ask) === true) count += 1;
    else answerHonestly(ask);
  });
  server.on('upgrade', (incoming, socket) => {
    socket.on('error', () => {});
    if (upgrade === undefined) socket.destroy();
    else upgrade({ path: incoming.url ?? '', key: incoming.headers['sec-websocket-key'] ?? '', socket });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (raw === undefined) return;
    socket.removeAllListeners('data');
    socket.removeAllListeners('readable');
    raw(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Writes `piece` for ever, as fast as it is read. */
export function pour(stream: NodeJS.WritableStream, piece: Buffer | string): void {
  const more = (): void => {
    while (!(stream as Duplex).destroyed && stream.write(piece));
  };
  stream.on('drain', more);
  stream.on('error', () => {});
  more();
}

/** Writes `piece` so many times, then ends. */
export function pourOut(stream: NodeJS.WritableStream, piece: string, times: number, end = ''): void {
  let left = times;
  const more = (): void => {
    while (left > 0 && !(stream as Duplex).destroyed) {
      left -= 1;
      if (!stream.write(piece)) return;
    }
    if (left === 0) {
      left = -1;
      stream.end(end);
    }
  };
  stream.on('drain', more);
  stream.on('error', () => {});
  more();
}
