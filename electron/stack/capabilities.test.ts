import { describe, expect, it } from 'vitest';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest, KubeResponse } from '../kube/client.ts';
import { readCapabilities } from './capabilities.ts';

/** A client that knows these answers and fails for every other path. */
function clientOf(answers: Readonly<Record<string, unknown>>): KubeClient {
  const refuse = (): never => {
    throw new Error('not part of this test');
  };
  return {
    server: 'https://cluster.test',
    request: async <T>({ path }: KubeRequest): Promise<KubeResponse<T>> => {
      const body = answers[path];
      if (body instanceof Error) throw body;
      if (body === undefined) throw new ApiError(404, `no answer for ${path}`);
      return { status: 200, body: body as T, warnings: [] };
    },
    lines: refuse,
    websocket: refuse,
    close: async () => {},
  };
}

const runtimeClasses = { items: [{ metadata: { name: 'nvidia' }, handler: 'nvidia' }] };
const storageClasses = {
  items: [
    {
      metadata: { name: 'local-path', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'rancher.io/local-path',
    },
    { metadata: { name: 'slow', annotations: { 'storageclass.kubernetes.io/is-default-class': 'false' } } },
  ],
};
const ingressClasses = {
  items: [
    { metadata: { name: 'traefik', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } },
    { metadata: { name: 'nginx' } },
  ],
};
const nodes = (runtimeHandlers: unknown) => ({ items: [{ status: { runtimeHandlers } }, { status: {} }] });
const paths = (nodeList: unknown) => ({
  '/apis/node.k8s.io/v1/runtimeclasses': runtimeClasses,
  '/apis/storage.k8s.io/v1/storageclasses': storageClasses,
  '/apis/networking.k8s.io/v1/ingressclasses': ingressClasses,
  '/api/v1/nodes': nodeList,
});
const signal = new AbortController().signal;

describe('readCapabilities', () => {
  it('reads runtime classes, the nodes runtimes, storage and ingress classes', async () => {
    const client = clientOf(paths(nodes([{ name: '' }, { name: 'runc' }, { name: 'nvidia' }])));
    expect(await readCapabilities(client, signal)).toEqual({
      runtimeClasses: [{ name: 'nvidia', handler: 'nvidia' }],
      runtimeHandlers: ['', 'runc', 'nvidia'],
      storageClasses: [
        { name: 'local-path', isDefault: true },
        { name: 'slow', isDefault: false },
      ],
      ingressClasses: [
        { name: 'traefik', isDefault: true },
        { name: 'nginx', isDefault: false },
      ],
    });
  });

  it.each([
    ['nodes that do not say', nodes(null)],
    ['nodes that may not be read', new ApiError(403, 'nodes is forbidden')],
  ])('leaves the runtimes open for %s', async (_name, nodeList) => {
    expect(await readCapabilities(clientOf(paths(nodeList)), signal)).toMatchObject({ runtimeHandlers: undefined });
  });

  it('passes every other refusal on', async () => {
    const client = clientOf({ ...paths(nodes(null)), '/api/v1/nodes': new ApiError(503, 'busy') });
    await expect(readCapabilities(client, signal)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
