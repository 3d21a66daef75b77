// Serves one local connection: waits for a tunnel, then carries bytes both ways until either end is done.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { toAppError } from '../../shared/errors.ts';
import { openPatiently, PATIENCE_MS } from './open-patiently.ts';
import type { TunnelOpener } from './probe.ts';

/** How long the other end has to read the last bytes. */
const GOODBYE_MS = 2_000;

/**
 * Carries the connection's bytes, with each side's back-pressure, until both are done or one breaks. While no tunnel can
 * be opened the connection waits, up to 10 s; then it gets a plain HTTP 503 that says why. Destroying the socket ends it.
 *
 * Resolves when it is over; `onTrouble` hears of each tunnel that could not be opened or that broke.
 */
export async function relay(
  socket: Socket,
  open: TunnelOpener,
  onTrouble: (error: unknown) => void,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const gone = new AbortController();
  // Listening before any pipe does, so that a caller who hangs up is known from a tunnel that broke.
  socket.once('close', () => gone.abort());
  socket.on('error', () => gone.abort());
  const tell = (error: unknown) => {
    if (!gone.signal.aborted) onTrouble(error);
  };
  try {
    const tunnel = await openPatiently(open, tell, patienceMs, gone.signal);
    await carry(socket, tunnel, tell, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) await refuse(socket, toAppError(error).message);
  } finally {
    socket.destroy();
  }
}

async function carry(socket: Socket, tunnel: Duplex, tell: (error: unknown) => void, gone: AbortSignal): Promise<void> {
  tunnel.on('error', tell);
  gone.addEventListener('abort', () => tunnel.destroy(), { once: true });
  if (gone.aborted) tunnel.destroy();
  // Only the way down is a pipeline: one for the way up would fail, and destroy the socket with what is still unsent, when
  // the pod closes first.
  socket.pipe(tunnel);
  try {
    await pipeline(tunnel, socket);
  } catch {
    return; // told already, or the caller hung up
  }
  socket.unpipe(tunnel);
  // Closing a socket with unread bytes resets it, and the other end may lose what it has not read yet.
  socket.resume();
  if (!gone.aborted) await sleep(GOODBYE_MS, undefined, { signal: gone, ref: false }).catch(() => undefined);
}

// What is forwarded speaks HTTP: a sentence in the browser's window is worth more than "connection reset".
async function refuse(socket: Socket, reason: string): Promise<void> {
  const body = `${reason}\n`;
  const head = [
    'HTTP/1.1 503 Service Unavailable',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.resume();
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.setTimeout(GOODBYE_MS, () => socket.destroy());
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}
