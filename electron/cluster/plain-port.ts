// A plain local port: whoever connects gets a tunnel of their own, and nobody asks who comes.
import type { Socket } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import { onAbort } from '../kube/on-abort.ts';
import { type LocalListener, listenLocally, type PortMemory } from './forward-port.ts';
import { openPatiently, PATIENCE_MS } from './open-patiently.ts';
import type { TunnelOpener } from './probe.ts';

/** What it needs. */
export interface PlainPortOptions {
  /** Under which the port is remembered. */
  readonly name: string;
  /** The port that people expect. */
  readonly preferred: number;
  /** The port that it has to be. Default: the preferred one, else one that is free. */
  readonly local: number | undefined;
  readonly ports: PortMemory;
  readonly open: TunnelOpener;
  /** Hears why a connection has to wait or has ended. */
  readonly onTrouble: (error: unknown) => void;
}

/** Listens until `signal` aborts, which ends its connections too. Throws `conflict` where the port that it has to be is taken. */
export async function servePlainPort(options: PlainPortOptions, signal: AbortSignal): Promise<LocalListener> {
  const { name, preferred, local, ports } = options;
  const listener = await listenLocally(
    { name, preferred: local ?? preferred },
    ports,
    (socket) => void serve(socket, options, signal),
  );
  signal.addEventListener('abort', () => listener.close(), { once: true });
  if (signal.aborted) listener.close();
  if (local !== undefined && listener.port !== local) {
    listener.close();
    throw new AppError('conflict', `Port ${local} of this machine is taken: choose another one.`);
  }
  return listener;
}

async function serve(
  socket: Socket,
  { open, onTrouble }: Pick<PlainPortOptions, 'open' | 'onTrouble'>,
  signal: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const end = () => gone.abort();
  socket.once('close', end).on('error', end);
  socket.once('close', onAbort(signal, end));
  try {
    const tunnel = await openPatiently(open, onTrouble, PATIENCE_MS, gone.signal);
    tunnel.on('error', (error) => {
      onTrouble(error);
      socket.destroy();
    });
    tunnel.once('close', () => socket.destroySoon());
    socket.pipe(tunnel).pipe(socket);
    gone.signal.addEventListener('abort', () => tunnel.destroy(), { once: true });
    socket.resume();
  } catch {
    // Told already; whoever connected sees the end of the connection.
    socket.destroy();
  }
}
