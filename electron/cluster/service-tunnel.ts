// Opens connections to a Service, each to a pod that is ready at that moment.
import type { Duplex } from 'node:stream';
import { abortable } from '../kube/abortable.ts';
import type { KubeClient } from '../kube/client.ts';
import { openTunnel } from '../kube/port-forward.ts';
import type { TunnelOpener } from './probe.ts';
import { findReadyPod, type ServiceAddress } from './ready-pod.ts';
import { singleFlight } from './single-flight.ts';

/**
 * Looks the pod up for each connection, but once for those that come at the same time; `ended` aborts the look-ups.
 * `find` says at each of them which Service it is.
 * Opening throws what `findReadyPod` and `openTunnel` do.
 */
export function tunnelsTo(
  client: KubeClient,
  find: (signal: AbortSignal) => Promise<ServiceAddress>,
  ended: AbortSignal,
  open: typeof openTunnel = openTunnel,
): TunnelOpener {
  const findPod = singleFlight(async () => findReadyPod(client, await find(ended), ended));
  return async (signal): Promise<Duplex> => open(client, await abortable(findPod(), signal), signal);
}
