// A plain local port that leads to any Service, each connection to a pod that is ready at that moment. Nobody asks who comes:
// it is for what a person named themselves, for as long as they wait.
import { LOOPBACK, type PortMemory } from '../cluster/forward-port.ts';
import { servePlainPort } from '../cluster/plain-port.ts';
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
  const { port } = await servePlainPort(
    {
      name: `${service.namespace}/${service.name}:${service.port}`,
      preferred: service.port,
      local,
      ports,
      open: tunnelsTo(client, async () => service, signal),
      onTrouble: (error) => onTrouble(error instanceof Error ? error.message : String(error)),
    },
    signal,
  );
  return { address: `${LOOPBACK}:${port}` };
}
