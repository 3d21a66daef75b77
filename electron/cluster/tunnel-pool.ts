// Keep-alive connections to a Service that never become a port of this machine: what asks for no password stays out of the
// reach of other users, and of web pages in their browsers.
import type { Socket } from 'node:net';
import type { Pool as ConnectionPool } from 'undici';
import { Pool } from '../undici/undici.ts';
import type { TunnelOpener } from './probe.ts';

/** Longer than the rhythm in which such a service is asked: one tunnel then serves all. */
const KEEP_ALIVE_MS = 30_000;

/** Connects by `open` when it is used; its tunnels end with `ended`, or when it is destroyed. */
export function tunnelPool(open: TunnelOpener, ended: AbortSignal, connections = 1): ConnectionPool {
  return new Pool('http://service', {
    connections,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: (_options, done) => {
      open(ended).then(
        // The client reads, writes and destroys: what every stream can, though its types ask for a socket.
        (tunnel) => done(null, tunnel as Socket),
        (error: Error) => done(error, null),
      );
    },
  });
}
