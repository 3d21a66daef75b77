// One Service of the overview.
import { count, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ServiceRow } from '../../shared/model/overview.ts';
import { endpointsOf } from './endpoints.ts';
import { specOf } from './health/conditions.ts';
import { healthOf } from './health/health-of.ts';
import type { RelatedObjects } from './health/related.ts';

/** The row of a Service. `related` must have the EndpointSlices; `title` is what its causes speak of. */
export function serviceRow(service: KubeObject, related: RelatedObjects, title: string): ServiceRow {
  const { namespace = '', name } = service.metadata;
  const backends = backendsOf(service, related.endpointSlices ?? []);
  return {
    namespace,
    name,
    dnsName: dnsNameOf(namespace, name),
    ports: records(specOf(service).ports).map(portOf),
    readyEndpoints: backends.filter(({ ready }) => ready).length,
    totalEndpoints: backends.length,
    backends,
    health: healthOf(service, related, title),
  };
}

/** What a pod dials. `cluster.local` is the domain of nearly every cluster; the API has no way to ask for another. */
export function dnsNameOf(namespace: string, name: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

function portOf(port: Readonly<Record<string, unknown>>): ServiceRow['ports'][number] {
  const name = text(port.name);
  const number = count(port.port);
  const targetPort = port.targetPort;
  return {
    ...(name === '' ? {} : { name }),
    port: number,
    protocol: text(port.protocol) || 'TCP',
    targetPort: typeof targetPort === 'number' || typeof targetPort === 'string' ? targetPort : number,
  };
}

/** What is behind it, each once whatever addresses it has, ready ones first. */
function backendsOf(service: KubeObject, slices: readonly KubeObject[]): ServiceRow['backends'] {
  const readyByName = new Map<string, boolean>();
  for (const { pod, address, ready } of endpointsOf(service, slices)) {
    const name = pod ?? address;
    readyByName.set(name, ready || readyByName.get(name) === true);
  }
  return [...readyByName]
    .map(([name, ready]) => ({ name, ready }))
    .sort((a, b) => Number(b.ready) - Number(a.ready) || a.name.localeCompare(b.name, 'en'));
}
