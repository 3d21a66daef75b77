// Ports of the nodes themselves, which two programs cannot share.
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';

/** A port of every node on which a DaemonSet runs. */
export interface HostPort {
  readonly port: number;
  readonly protocol: string;
  readonly holder: ObjectRef;
}

const podSpecSchema = z.object({
  hostNetwork: z.boolean().optional(),
  containers: z.array(
    z.object({
      ports: z
        .array(
          z.object({ containerPort: z.number(), hostPort: z.number().optional(), protocol: z.string().default('TCP') }),
        )
        .optional(),
    }),
  ),
});
const workloadSchema = z.object({ template: z.object({ spec: podSpecSchema }) });

/** Those that a DaemonSet takes; none for another kind. */
export function hostPortsOf(object: KubeObject): readonly HostPort[] {
  const { spec } = workloadSchema.safeParse(object.spec).data?.template ?? {};
  if (object.kind !== 'DaemonSet' || spec === undefined) return [];
  const ports = spec.containers.flatMap((container) => container.ports ?? []);
  return ports.flatMap(({ containerPort, hostPort, protocol }) => {
    // With the host's network a container's port is the node's, whether it says so or not.
    const port = spec.hostNetwork === true ? containerPort : hostPort;
    return port === undefined ? [] : [{ port, protocol, holder: refOf(object) }];
  });
}

/** Throws `unsupported` where pods would wait for ever for a port that another DaemonSet holds on every node. */
export function assertHostPorts(objects: readonly KubeObject[], held: readonly HostPort[]): void {
  for (const { port, protocol, holder } of objects.flatMap(hostPortsOf)) {
    const isSamePort = (one: HostPort) => one.port === port && one.protocol === protocol;
    const other = held.find((one) => isSamePort(one) && refKey(one.holder) !== refKey(holder));
    if (other === undefined) continue;
    throw new AppError(
      'unsupported',
      `${formatRef(holder)} needs port ${port} of the nodes, which ${formatRef(other.holder)} holds: take that one away, or leave this one out in the settings.`,
      { subject: formatRef(other.holder) },
    );
  }
}
