// Takes a local port for a forward: the one that people expect, else the one that it had last time, else any free one.
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Ports that were given out, kept between runs. */
export interface PortMemory {
  get(name: string): number | undefined;
  set(name: string, port: number): void;
}

/** Only this machine may use a forward: what is behind it asks for no password. */
export const LOOPBACK = '127.0.0.1';

/** The same machine by IPv6: a browser that looks up `localhost` may come here first, and must not meet somebody else. */
const LOOPBACK_6 = '::1';

/** A port that is free by IPv4 may be taken by IPv6: another is searched for. */
const SEARCHES = 10;

/** A port to listen on: who asks for it, and the port that people expect. */
export interface PortWish {
  readonly name: string;
  readonly preferred: number;
}

/** A port that is listened on. */
export interface LocalListener {
  readonly port: number;
  /** Takes no more connections; those that were made stay. */
  close(): void;
}

/** Listens on 127.0.0.1, and on ::1 where the machine has it. A port that had to be searched for is remembered, so that the address stays. */
export async function listenLocally(
  { name, preferred }: PortWish,
  memory: PortMemory,
  onConnection: (socket: Socket) => void,
): Promise<LocalListener> {
  const kept = memory.get(name);
  for (const port of kept === undefined ? [preferred] : [preferred, kept]) {
    const listener = await listenOnBoth(port, onConnection);
    if (listener !== undefined) return listener;
  }
  for (let tries = 0; tries < SEARCHES; tries += 1) {
    const listener = await listenOnBoth(0, onConnection);
    if (listener === undefined) continue;
    memory.set(name, listener.port);
    return listener;
  }
  throw new Error(`no free port on ${LOOPBACK}`);
}

/** Undefined where one of both is taken. */
async function listenOnBoth(
  wanted: number,
  onConnection: (socket: Socket) => void,
): Promise<LocalListener | undefined> {
  const four = await listenOn(LOOPBACK, wanted, onConnection);
  const address = typeof four === 'object' ? four.address() : null;
  if (typeof four !== 'object' || typeof address !== 'object' || address === null) return undefined;
  const { port } = address;
  const six = await listenOn(LOOPBACK_6, port, onConnection).catch((error) => {
    four.close();
    throw error;
  });
  if (six === 'taken') {
    four.close();
    return undefined;
  }
  const servers = six === 'nowhere' ? [four] : [four, six];
  const close = () => {
    for (const server of servers) server.close();
  };
  return { port, close };
}

/** `nowhere`: this machine has no such address. */
async function listenOn(
  host: string,
  port: number,
  onConnection: (socket: Socket) => void,
): Promise<Server | 'taken' | 'nowhere'> {
  if (port !== 0 && (await answers(host, port))) return 'taken';
  // The other end's last bytes still come after this end has said its last.
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, onConnection);
  return new Promise((resolve, reject) => {
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve('nowhere');
      else if (port !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) resolve('taken');
      else reject(error);
    });
    server.listen({ host, port, exclusive: true });
  });
}

// On macOS and Windows one can listen on 127.0.0.1 beside somebody who listens on all addresses, and take his callers away.
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
    socket.setTimeout(500, () => end(false));
  });
}
