import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/model/object.ts';
import type { KubeClient, KubeRequest, KubeResponse } from '../kube/client.ts';
import { findReadyPod, pickReadyPod } from './ready-pod.ts';

const never = new AbortController().signal;

function real(name: string): KubeObject[] {
  const text = readFileSync(new URL(`health/fixtures/${name}.yaml`, import.meta.url), 'utf8');
  return parseAllDocuments(text).map((document): KubeObject => document.toJS());
}

const service = (ports: readonly object[], spec: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'monitoring', name: 'web' },
  spec: { ports, ...spec },
});
const slice = (endpoints: readonly object[], ports: readonly object[]): KubeObject => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { namespace: 'monitoring', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints,
  ports,
});
const endpoint = (name: string, conditions: object) => ({
  addresses: ['10.42.0.1'],
  conditions,
  targetRef: { kind: 'Pod', name },
});

test('takes the first ready pod, and its number for the Service’s named port', () => {
  const ports = [
    { name: 'http', port: 80, targetPort: 'web' },
    { name: 'metrics', port: 81, targetPort: 'metrics' },
  ];
  const slices = [
    slice(
      [
        endpoint('late', { ready: false }),
        endpoint('leaving', { ready: true, terminating: true }),
        endpoint('here', { ready: true }),
      ],
      [
        { name: 'metrics', port: 9100 },
        { name: 'http', port: 3000 },
      ],
    ),
  ];
  expect(pickReadyPod(service(ports), slices, 80)).toEqual({ namespace: 'monitoring', pod: 'here', port: 3000 });
  expect(pickReadyPod(service(ports), slices, 81)).toEqual({ namespace: 'monitoring', pod: 'here', port: 9100 });
});

test('a port without a name, and a readiness that nobody knows', () => {
  const slices = [slice([endpoint('here', {})], [{ name: '', port: 8080 }])];
  expect(pickReadyPod(service([{ port: 80 }]), slices, 80)).toEqual({
    namespace: 'monitoring',
    pod: 'here',
    port: 8080,
  });
});

test('other services’ slices are not its own', () => {
  const other = slice([endpoint('here', { ready: true })], [{ name: '', port: 1 }]);
  const labels = { 'kubernetes.io/service-name': 'other' };
  const slices = [{ ...other, metadata: { ...other.metadata, labels } }];
  expect(pickReadyPod(service([{ port: 80 }]), slices, 80)).toBeUndefined();
});

test.each([
  [81, [endpoint('here', { ready: true })], 'Service monitoring/web has no port 81.'],
  [
    80,
    [{ addresses: ['192.0.2.1'], conditions: { ready: true } }],
    'Service monitoring/web: leads to addresses outside the cluster, which cannot be forwarded.',
  ],
])('port %i of %j is refused in a sentence', (port, endpoints, message) => {
  const slices = [slice(endpoints, [{ name: '', port: 1 }])];
  expect(() => pickReadyPod(service([{ port: 80 }]), slices, port)).toThrow(message);
});

test('when no pod is ready, the reason is that of one', async () => {
  const objects = real('service-crash');
  const items = (kind: string) => ({ items: objects.filter((object) => object.kind === kind) });
  const asked: KubeRequest[] = [];
  const client: Pick<KubeClient, 'request'> = {
    request: async <T>(request: KubeRequest): Promise<KubeResponse<T>> => {
      asked.push(request);
      const kind = request.path.endsWith('/pods') ? 'Pod' : 'EndpointSlice';
      const body = request.path.endsWith('/services/crash') ? objects[0] : items(kind);
      return { status: 200, body: body as T, warnings: [] };
    },
  };
  const found = findReadyPod(client as KubeClient, { namespace: 'fx', name: 'crash', port: 80 }, never);
  await expect(found).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(
      /^Service fx\/crash has no ready pod: crash-\S+: container main crashes \(exit code 3/,
    ),
  });
  expect(asked.map(({ path, query }) => [path.split('/').at(-1), query?.labelSelector])).toEqual([
    ['crash', undefined],
    ['endpointslices', 'kubernetes.io/service-name=crash'],
    ['pods', 'app=crash'],
  ]);
});
