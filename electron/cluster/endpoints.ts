// Reads EndpointSlices: what is behind a Service, and what of it takes traffic.
import { type Json, record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** One endpoint of a Service. `ports` are its slice's: numbers, as the control plane resolved them. */
export interface Endpoint {
  /** The pod's name; undefined for an address outside the cluster. */
  readonly pod: string | undefined;
  readonly address: string;
  readonly ready: boolean;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

/** The endpoints of a Service, in the slices' order. One that has an IPv4 and an IPv6 address is in it twice. */
export function endpointsOf(service: KubeObject, slices: readonly KubeObject[]): Endpoint[] {
  const { name, namespace } = service.metadata;
  return slices
    .filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.[SERVICE_LABEL] === name)
    .flatMap((slice) => {
      const ports = records(slice.ports).flatMap(portOf);
      return records(slice.endpoints).map((endpoint) => endpointOf(endpoint, ports));
    });
}

/** The label of a slice that names its Service. */
export const SERVICE_LABEL = 'kubernetes.io/service-name';

function endpointOf(endpoint: Json, ports: Endpoint['ports']): Endpoint {
  const target = record(endpoint.targetRef);
  const conditions = record(endpoint.conditions);
  const addresses = Array.isArray(endpoint.addresses) ? endpoint.addresses : [];
  return {
    pod: target.kind === 'Pod' ? text(target.name) : undefined,
    address: text(addresses[0]),
    // Unknown counts as ready. https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/
    ready: conditions.ready !== false && conditions.terminating !== true,
    ports,
  };
}

function portOf(port: Json): { readonly name: string; readonly port: number }[] {
  return typeof port.port === 'number' ? [{ name: text(port.name), port: port.port }] : [];
}
