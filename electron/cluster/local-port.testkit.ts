// For tests: a port of this machine, and the least that may stand at it before a forward.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { ForwardHandle } from './forward.ts';

/** One that nobody has right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The least that a gatekeeper can do. */
export async function letThrough(socket: Socket, forward: ForwardHandle): Promise<void> {
  const gone = new AbortController();
  socket.on('error', () => gone.abort()).once('close', () => gone.abort());
  const tunnel = await forward.open(gone.signal).catch(() => undefined);
  if (tunnel === undefined) return void socket.destroy();
  tunnel.on('error', () => socket.destroy()).once('close', () => socket.destroy());
  socket.once('close', () => tunnel.destroy());
  socket.pipe(tunnel).pipe(socket);
}
