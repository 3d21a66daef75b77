// The smallest API server that `odin` finds nothing wrong with: an empty cluster with a Prometheus and an Alertmanager.
import { type Ask, json } from './ask.ts';

const SERVICES = [
  { name: 'prometheus', port: 9090 },
  { name: 'alertmanager', port: 9093 },
];

const meta = (name: string) => ({ name, namespace: 'monitoring', uid: `uid-${name}`, resourceVersion: '1' });
const STACK = { 'app.kubernetes.io/part-of': 'odin' };

const services = SERVICES.map(({ name, port }) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { ...meta(name), labels: STACK },
  spec: { clusterIP: '10.43.0.9', selector: { app: name }, ports: [{ name: 'web', port, targetPort: port }] },
}));

const slices = SERVICES.map(({ name, port }) => ({
  metadata: { ...meta(`${name}-1`), labels: { 'kubernetes.io/service-name': name } },
  addressType: 'IPv4',
  ports: [{ name: 'web', port, protocol: 'TCP' }],
  endpoints: [{ addresses: ['10.42.0.9'], conditions: { ready: true }, targetRef: { kind: 'Pod', name: `${name}-0` } }],
}));

const KINDS: Readonly<Record<string, string>> = {
  services: 'Service',
  endpointslices: 'EndpointSlice',
  secrets: 'Secret',
  pods: 'Pod',
};

/** Answers a request as an honest server would. */
export function answerHonestly({ path, query, method, response }: Ask): void {
  const name = path.split('/').at(-1) ?? '';
  if (query.has('watch')) {
    response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
  } else if (path === '/readyz') response.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok');
  else if (path === '/version') json(response, { major: '1', minor: '34', gitVersion: 'v1.34.1+k3s1' });
  else if (/^\/apis?$/.test(path)) json(response, discovery(path === '/api' ? '' : 'apps'));
  else if (method !== 'GET') refuse(response, path, 403);
  else if (services.some((service) => path.endsWith(`/services/${service.metadata.name}`))) {
    json(
      response,
      services.find((service) => service.metadata.name === name),
    );
  } else if (/\/(?:secrets|configmaps|leases|services|namespaces)\/[^/]+$/.test(path)) refuse(response, path, 404);
  else if (name === 'services') list(response, name, services);
  else if (name === 'endpointslices') list(response, name, forName(query, slices));
  else list(response, name, []);
}

function forName(query: URLSearchParams, all: typeof slices) {
  const selector = query.get('labelSelector');
  return all.filter(
    ({ metadata }) => selector === null || selector.endsWith(metadata.labels['kubernetes.io/service-name']),
  );
}

/** A list of a kind. */
export function list(response: Ask['response'], plural: string, items: readonly unknown[], more: object = {}): void {
  const kind = `${KINDS[plural] ?? 'Thing'}List`;
  json(response, { kind, apiVersion: 'v1', metadata: { resourceVersion: '1', ...more }, items });
}

function refuse(response: Ask['response'], path: string, code: number): void {
  json(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message: `${path} says ${code}` }, code);
}

function discovery(group: string) {
  const versions = [{ version: 'v1', resources: [] }];
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    items: [{ metadata: { name: group }, versions }],
  };
}
