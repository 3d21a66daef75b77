// A plain local port that leads to any Service, each connection to a pod that is ready at that moment. Nobody asks who comes:
// it is for what a person named themselves, for as long as they wait.
import type { Socket } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import { LOOPBACK, listenLocally, type PortMemory } from '../cluster/forward-port.ts';
import { openPatiently, PATIENCE_MS } from '../cluster/open-patiently.ts';
import { findReadyPod, type ServiceAddress } from '../cluster/ready-pod.ts';
import { tunnelsTo } from '../cluster/service-tunnel.ts';
import type { KubeClient } from '../kube/client.ts';

/** What it needs. */
export interface PlainForwardOptions {
  readonly client: KubeClient;
  readonly service: ServiceAddress;
  /** The port of this machine. Default: the service's own, else one that is free. */
  readonly local: number | undefined;
  readonly ports: PortMemory;
  /** Hears why a connection has to wait, in a sentence. */
  readonly onTrouble: (reason: string) => void;
}

/** A port that is listened on until the signal aborts. */
export interface PlainForward {
  /** `127.0.0.1:8080`. */
  readonly address: string;
}

/** Throws as `findReadyPod` does; `conflict` where the port that was asked for is taken. */
export async function plainForward(
  { client, service, local, ports, onTrouble }: PlainForwardOptions,
  signal: AbortSignal,
): Promise<PlainForward> {
  // What is not there is said before anything listens.
  await findReadyPod(client, service, signal);
  const open = tunnelsTo(client, async () => service, signal);
  const tell = (error: unknown) => onTrouble(error instanceof Error ? error.message : String(error));
  const serve = async (socket: Socket): Promise<void> => {
    const gone = new AbortController();
    const end = () => gone.abort();
    socket.once('close', end).on('error', end);
    socket.once('close', () => signal.removeEventListener('abort', end));
    signal.addEventListener('abort', end, { once: true });
    try {
      const tunnel = await openPatiently(open, tell, PATIENCE_MS, gone.signal);
      tunnel.on('error', (error) => {
        tell(error);
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
  };
  const name = `${service.namespace}/${service.name}:${service.port}`;
  const listener = await listenLocally(
    { name, preferred: local ?? service.port },
    ports,
    (socket) => void serve(socket),
  );
  signal.addEventListener('abort', () => listener.close(), { once: true });
  if (local !== undefined && listener.port !== local) {
    listener.close();
    throw new AppError('conflict', `Port ${local} of this machine is taken: choose another one.`);
  }
  return { address: `${LOOPBACK}:${listener.port}` };
}
