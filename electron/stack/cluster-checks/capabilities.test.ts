import { describe, expect, it } from 'vitest';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient, KubeRequest, KubeResponse } from '../../kube/client.ts';
import { readCapabilities } from './capabilities.ts';
import { THIS_MACHINE } from './listeners.ts';

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
const nodes = (runtimeHandlers: unknown) => ({
  items: [
    {
      status: {
        runtimeHandlers,
        capacity: { 'ephemeral-storage': '900Gi' },
        nodeInfo: { containerRuntimeVersion: 'containerd://2.1.5-k3s1' },
        addresses: [
          { type: 'InternalIP', address: '192.168.1.7' },
          { type: 'Hostname', address: 'blade' },
        ],
      },
    },
    {
      status: { capacity: { 'ephemeral-storage': '1953125Ki' }, nodeInfo: { containerRuntimeVersion: 'cri-o://1.33' } },
    },
    { status: { nodeInfo: { containerRuntimeVersion: 'docker://28.3.2' } } },
    { status: { nodeInfo: { containerRuntimeVersion: '' } } },
    { status: {} },
  ],
});
const daemonSet = (name: string, spec: object, rest: object = {}) => ({
  metadata: { name, namespace: 'lab' },
  spec: { template: { spec } },
  ...rest,
});
const onDns = { containers: [{ ports: [{ containerPort: 53, hostPort: 53, protocol: 'UDP' }] }] };
const daemonSets = {
  items: [
    daemonSet('node-exporter', { hostNetwork: true, containers: [{ ports: [{ containerPort: 9100 }] }, {}] }),
    daemonSet('dns', onDns, { status: { desiredNumberScheduled: 2 } }),
    daemonSet('nowhere', onDns, { status: { desiredNumberScheduled: 0 } }),
    daemonSet('going', onDns, { metadata: { name: 'going', deletionTimestamp: '2026-01-01T00:00:00Z' } }),
    daemonSet('svclb', { containers: [{ ports: [{ containerPort: 8080, hostPort: 80 }, { containerPort: 8081 }] }] }),
  ],
};
const paths = (nodeList: unknown) => ({
  '/apis/node.k8s.io/v1/runtimeclasses': runtimeClasses,
  '/apis/storage.k8s.io/v1/storageclasses': storageClasses,
  '/apis/networking.k8s.io/v1/ingressclasses': ingressClasses,
  '/api/v1/nodes': nodeList,
  '/apis/apps/v1/daemonsets': daemonSets,
});
const names = { context: 'work', file: '/home/freya/.kube/config' };
const machine = THIS_MACHINE.identity();
const signal = new AbortController().signal;

describe('readCapabilities', () => {
  it('reads classes of runtimes, storage and ingress, and what the nodes have: runtimes, disks, ports that are taken', async () => {
    const client = clientOf(paths(nodes([{ name: '' }, { name: 'runc' }, { name: 'nvidia' }])));
    expect(await readCapabilities(client, signal, undefined, names)).toEqual({
      runtimeClasses: [{ name: 'nvidia', handler: 'nvidia' }],
      runtimeHandlers: ['', 'runc', 'nvidia'],
      storageClasses: [
        { name: 'local-path', isDefault: true, isOnNode: true },
        { name: 'slow', isDefault: false, isOnNode: false },
      ],
      ingressClasses: [
        { name: 'traefik', isDefault: true },
        { name: 'nginx', isDefault: false },
      ],
      largestDiskBytes: 900 * 1024 ** 3,
      containerRuntimes: ['containerd', 'cri-o', 'docker'],
      distribution: undefined,
      place: {
        where: 'elsewhere',
        sentence: expect.stringContaining('A Kubernetes cluster on '),
      },
      site: { where: 'elsewhere', onNode: expect.stringMatching(/^the nodes /), names, platform: machine.platform },
      listeners: [],
      hostPorts: [
        {
          port: 9100,
          protocol: 'TCP',
          holder: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'lab', name: 'node-exporter' },
        },
        {
          port: 53,
          protocol: 'UDP',
          holder: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'lab', name: 'dns' },
        },
        {
          port: 80,
          protocol: 'TCP',
          holder: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'lab', name: 'svclb' },
        },
      ],
    });
  });

  it.each([
    ['nodes that do not say', nodes(null)],
    ['nodes that may not be read', new ApiError(403, 'nodes is forbidden')],
  ])('leaves the runtimes open for %s', async (_name, nodeList) => {
    expect(await readCapabilities(clientOf(paths(nodeList)), signal)).toMatchObject({ runtimeHandlers: undefined });
  });

  it.each([
    ['v1.36.5+k3s1', 'k3s'],
    ['v1.33.5+rke2r1', 'rke2'],
    ['v1.34.1', undefined],
  ])('knows by version %s what it is where nodes may not be read', async (gitVersion, id) => {
    const answers = { ...paths(new ApiError(403, 'nodes is forbidden')), '/version': { gitVersion } };
    expect((await readCapabilities(clientOf(answers), signal)).distribution?.id).toBe(id);
  });

  it('does without DaemonSets that may not be read', async () => {
    const answers = { ...paths(nodes(null)), '/apis/apps/v1/daemonsets': new ApiError(403, 'forbidden') };
    expect(await readCapabilities(clientOf(answers), signal)).toMatchObject({ hostPorts: [] });
  });

  it('passes every other refusal on', async () => {
    const client = clientOf({ ...paths(nodes(null)), '/api/v1/nodes': new ApiError(503, 'busy') });
    await expect(readCapabilities(client, signal)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
