import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import type { KubeClient, KubeRequest } from './client.ts';
import { Discovery, objectPath } from './discovery.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

/** A client that answers from a table of paths, 404 for the rest, and notes what it was asked. */
function fake(bodies: Readonly<Record<string, unknown>>): KubeClient & { readonly asked: KubeRequest[] } {
  const asked: KubeRequest[] = [];
  return {
    asked,
    server: 'https://fake',
    request: async <T>(request: KubeRequest) => {
      asked.push(request);
      const body = bodies[request.path];
      if (body === undefined) throw new ApiError(404, '404 page not found');
      return { status: 200, body: body as T, warnings: [] };
    },
    lines: () => {
      throw new Error('not asked for');
    },
    websocket: () => Promise.reject(new Error('not asked for')),
    close: async () => undefined,
  };
}

const aggregated = { '/api': fixture('aggregated-api'), '/apis': fixture('aggregated-apis') };
const plain = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', groups: [] },
  '/apis/apps/v1': fixture('plain-apps-v1'),
};

it.each([
  ['aggregated', aggregated, 2],
  ['plain', plain, 3],
])('finds a kind in %s discovery and asks once', async (_form, bodies, requests) => {
  const client = fake(bodies);
  const discovery = new Discovery(client);
  const found = await Promise.all([
    discovery.resource('apps/v1', 'Deployment'),
    discovery.resource('apps/v1', 'Deployment'),
  ]);
  expect(found[0]).toMatchObject({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    plural: 'deployments',
    namespaced: true,
  });
  expect(found[0].verbs).toContain('patch');
  expect(client.asked).toHaveLength(requests);
});

it('tells cluster-scoped kinds, and leaves sub-resources out', async () => {
  const discovery = new Discovery(fake(aggregated));
  expect(await discovery.resource('v1', 'Namespace')).toMatchObject({ plural: 'namespaces', namespaced: false });
  expect(await new Discovery(fake(plain)).find('apps/v1', 'Scale')).toBeUndefined();
});

it('names a kind that nobody serves, after asking once more', async () => {
  const client = fake(aggregated);
  const discovery = new Discovery(client);
  await discovery.resource('v1', 'Pod');
  await expect(discovery.resource('example.com/v1', 'Gadget')).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringContaining('no kind Gadget in example.com/v1'),
  });
  expect(client.asked).toHaveLength(4);
});

it('says that an extension API server is down', async () => {
  const stale = {
    kind: 'APIGroupDiscoveryList',
    items: [{ metadata: { name: 'metrics.k8s.io' }, versions: [{ version: 'v1beta1', freshness: 'Stale' }] }],
  };
  const discovery = new Discovery(fake({ ...aggregated, '/apis': stale }));
  await expect(discovery.resource('metrics.k8s.io/v1beta1', 'PodMetrics')).rejects.toMatchObject({
    code: 'unavailable',
  });
});

it('finds what came after it was told to forget, and does not keep a failure', async () => {
  const bodies: Record<string, unknown> = {};
  const discovery = new Discovery(fake(bodies));
  await expect(discovery.resource('v1', 'Pod')).rejects.toMatchObject({ status: 404 });
  Object.assign(bodies, aggregated);
  expect(await discovery.resource('v1', 'Pod')).toMatchObject({ plural: 'pods' });
});

it('lets one caller go without the others', async () => {
  const discovery = new Discovery(fake(aggregated));
  const stopping = new AbortController();
  const first = discovery.resource('v1', 'Pod', stopping.signal);
  const second = discovery.resource('v1', 'Pod');
  stopping.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  await expect(second).resolves.toMatchObject({ plural: 'pods' });
});

it('builds paths', () => {
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    plural: 'clusterroles',
    namespaced: false,
    verbs: [],
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true, verbs: [] };
  expect(objectPath(pod)).toBe('/api/v1/pods');
  expect(objectPath(pod, 'a')).toBe('/api/v1/namespaces/a/pods');
  expect(objectPath(pod, 'a', 'b')).toBe('/api/v1/namespaces/a/pods/b');
  expect(objectPath(role, 'a', 'system:X')).toBe('/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3AX');
});

it('makes no path of what cannot be a name: past a proxy that is another path', () => {
  const secrets = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets', namespaced: true, verbs: [] };
  for (const name of ['', '.', '..', 'a/b', '../..', '%2e%2e', 'a%2Fb']) {
    expect(() => objectPath(secrets, 'here', name), name).toThrow(/no name that an object can have/);
  }
  for (const namespace of ['.', '..', 'a/..', '%2e%2e']) {
    expect(() => objectPath(secrets, namespace, 'a'), namespace).toThrow(/no name that an object can have/);
  }
  expect(objectPath(secrets, 'here', 'system:a.b')).toBe('/api/v1/namespaces/here/secrets/system%3Aa.b');
});
