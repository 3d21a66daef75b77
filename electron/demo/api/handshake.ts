// The beginning of a WebSocket in the demo cluster: the protocol that both sides know, and refusals, which are still HTTP.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Failure } from '../store/failure.ts';

/** Throws `Failure` where none of these protocols is offered. */
export function assertOffers(request: IncomingMessage, protocols: readonly string[]): void {
  const offered = String(request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
  if (!protocols.some((one) => offered.includes(one))) throw new Failure(403, '', '');
}

/** Answers in HTTP why there is no WebSocket, and hangs up. */
export function refuse(socket: Duplex, error: unknown): void {
  const failure = error instanceof Failure ? error : new Failure(500, 'InternalError', String(error));
  const body = failure.code === 403 ? '' : JSON.stringify(failure.body);
  const head = `HTTP/1.1 ${failure.code} Refused\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
  socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`);
}
