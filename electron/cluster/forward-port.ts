// Takes a local port for a forward: the one that people expect, else the one that it had last time, else any free one.
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Ports that were given out, kept between runs. */
export interface PortMemory {
  get(name: string): number | undefined;
  set(name: string, port: number): void;
}

/** Only this machine may use a forward: what is behind it asks for no password. */
export const LOOPBACK = '127.0.0.1';

/** A port to listen on: who asks for it, and the port that people expect. */
export interface PortWish {
  readonly name: string;
  readonly preferred: number;
}

/** Listens on 127.0.0.1. A port that had to be searched for is remembered, so that the address stays. */
export async function listenLocally(
  { name, preferred }: PortWish,
  memory: PortMemory,
  onConnection: (socket: Socket) => void,
): Promise<{ readonly server: Server; readonly port: number }> {
  const kept = memory.get(name);
  for (const port of kept === undefined ? [preferred] : [preferred, kept]) {
    const server = await listenOn(port, onConnection);
    if (server !== undefined) return { server, port };
  }
  const server = await listenOn(0, onConnection);
  const address = server?.address();
  if (server === undefined || typeof address !== 'object' || address === null) {
    throw new Error(`no free port on ${LOOPBACK}`);
  }
  memory.set(name, address.port);
  return { server, port: address.port };
}

async function listenOn(port: number, onConnection: (socket: Socket) => void): Promise<Server | undefined> {
  if (port !== 0 && (await answers(port))) return undefined;
  // The other end's last bytes still come after this end has said its last.
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, onConnection);
  return new Promise((resolve, reject) => {
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      if (isTaken && port !== 0) resolve(undefined);
      else reject(error);
    });
    server.listen({ host: LOOPBACK, port, exclusive: true });
  });
}

// On macOS and Windows one can listen on 127.0.0.1 beside somebody who listens on all addresses, and take his callers away.
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
    socket.setTimeout(500, () => end(false));
  });
}
