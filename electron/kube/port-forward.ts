// Opens a connection to a port of a pod, through the API server.
import type { Duplex } from 'node:stream';
import type { KubeClient } from './client.ts';
import { onAbort } from './on-abort.ts';
import { Tunnel } from './tunnel.ts';

/** Which port of which pod. */
export interface TunnelTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/**
 * The WebSocket form that kubelets have spoken since 1.5. kubectl's newer one, SPDY inside WebSocket, is called
 * `SPDY/3.1+portforward.k8s.io`, a name that `ws` refuses (a slash is no token character), and would need SPDY.
 */
const PROTOCOL = 'v4.channel.k8s.io';

/**
 * One connection, as a stream (see `Tunnel`). It is open when the API server and the kubelet agreed; that nothing listens
 * on the port is only said afterwards, as the stream's error. Aborting `signal` afterwards destroys the stream.
 *
 * Throws what `KubeClient.websocket` does: `ApiError` 404 for a pod that is gone, `AppError` `unreachable`, `cancelled`.
 */
export async function openTunnel(
  client: KubeClient,
  { namespace, pod, port }: TunnelTarget,
  signal: AbortSignal,
): Promise<Duplex> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/portforward`;
  const socket = await client.websocket({ path, query: { ports: port }, signal }, [PROTOCOL]);
  const tunnel = new Tunnel(socket, `Pod/${namespace}/${pod}:${port}`);
  tunnel.once(
    'close',
    onAbort(signal, () => tunnel.destroy()),
  );
  return tunnel;
}
