// The stack's network policies as K3s' own engine enforces them: pods that look like those of the stack and like strangers
// connect to each other, and who gets through is held to what is read off the manifests.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { COMPLETE_CLUSTER } from '../../electron/stack/cluster-checks/capabilities.ts';
import { readComponents } from '../../electron/stack/manifests/component-folders.ts';
import { kustomize } from '../../electron/stack/manifests/kustomize.ts';
import {
  type Caller,
  LINKERD_INBOUND,
  mayReach,
  portSeen,
  workloadOf,
} from '../../electron/stack/manifests/network-edges.testkit.ts';
import { CALLERS, CHOSEN, GUEST, PORTS } from '../../electron/stack/manifests/network-edges-table.testkit.ts';
import { listVersions } from '../../electron/stack/manifests/versions.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { readSettings } from '../../electron/stack/settings/read-settings.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { type Probe, type Probes, startProbes } from './probes.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const cluster = sharedCluster();
const { kubectl, tryKubectl } = cluster;

/** Namespaces of callers that the cluster does not have by itself. */
const NAMESPACES = [STACK_NAMESPACE, 'observability', 'nginx'];
/** A port that nothing in the stack listens on and no policy opens. */
const CLOSED = 999;
const EXPORTER = { name: 'mine', image: 'localhost:5000/mine:1.2', port: 9400 };
const TARGETS = [...PORTS, ['mine', 9400] as const, ['guest', 8000] as const];

const templateSchema = z.object({
  template: z.object({
    metadata: z.object({ labels: z.record(z.string(), z.string()) }),
    spec: z.object({
      containers: z.array(
        z.object({ ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]) }),
      ),
    }),
  }),
});

/** The pod that plays a caller. It is none of the targets, as a pod always reaches itself. */
const podOfCaller = (caller: string): string => `from-${caller.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

async function stackWith(settings: object): Promise<readonly KubeObject[]> {
  const { settings: read } = readSettings({ version: 1, ...settings }, 'test');
  const input = { assetsDir, namespace: STACK_NAMESPACE, capabilities: COMPLETE_CLUSTER, settings: read };
  return (await renderStack(input)).objects;
}

/** All components together, which no settings choose: there are two exporters for GPUs. */
async function everything(): Promise<readonly KubeObject[]> {
  const components = await readComponents(join(assetsDir, (await listVersions(assetsDir))[0]));
  return (await Promise.all(components.map(({ directory }) => kustomize(directory)))).flat();
}

const isPolicy = ({ kind }: KubeObject) => kind === 'NetworkPolicy';

/** Those of `objects`, and no others. */
async function enforce(objects: readonly KubeObject[]): Promise<void> {
  const items = objects.filter(isPolicy);
  await kubectl(['delete', 'networkpolicy', '-n', STACK_NAMESPACE, '--all']);
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
}

let probes: Probes;
let workloads: readonly KubeObject[];
let node = '';

const addressOf = (pod: string) => {
  const address = probes.addresses.get(pod);
  if (address === undefined) throw new Error(`no pod ${pod}`);
  return address;
};
/** Each target at its own ports, at that of Linkerd's proxy and at one that nobody opens. */
const tried = () => [
  ...TARGETS.map(([name, port]) => [name, port] as const),
  ...[...new Set(TARGETS.map(([name]) => name))].flatMap((name) =>
    [LINKERD_INBOUND, CLOSED].map((port) => [name, port] as const),
  ),
];

/** `caller -> workload:port` of all that the callers get through to, by connections. */
async function connections(callers: Readonly<Record<string, Caller>>, objects: readonly KubeObject[]) {
  const names = Object.keys(callers);
  const found = await probes.reached(
    names.map(podOfCaller),
    tried().map(([name, port]) => `${addressOf(name)}:${port}`),
  );
  return names.flatMap((caller) =>
    tried().flatMap(([name, port]) => {
      const seen = portSeen(workloadOf(objects, name), callers[caller] as Caller, port);
      const isReached = found.get(podOfCaller(caller))?.has(`${addressOf(name)}:${seen}`);
      return isReached === true ? [`${caller} -> ${name}:${port}`] : [];
    }),
  );
}

/** The same, as it is read off the manifests. */
function edges(callers: Readonly<Record<string, Caller>>, objects: readonly KubeObject[]): readonly string[] {
  return Object.entries(callers).flatMap(([caller, who]) =>
    tried().flatMap(([name, port]) => (mayReach(objects, who, name, port) ? [`${caller} -> ${name}:${port}`] : [])),
  );
}

/** Policies and workloads of `stack`, and the workloads that only other settings would bring, whose pods are there too. */
const withAllWorkloads = (stack: readonly KubeObject[]): readonly KubeObject[] => [...stack, ...workloads];

/** Waits until connections say what the manifests say. */
async function expectEdges(callers: Readonly<Record<string, Caller>>, objects: readonly KubeObject[]): Promise<void> {
  const expected = edges(callers, objects);
  await vi.waitFor(async () => expect(await connections(callers, objects)).toEqual(expected), {
    timeout: 120_000,
    interval: 200,
  });
}

beforeAll(async () => {
  const there = await tryKubectl(['get', 'namespace', STACK_NAMESPACE]);
  if (there.code === 0)
    throw new Error(`The cluster has a namespace ${STACK_NAMESPACE}: delete it, this suite makes its own.`);
  const withExporter = await stackWith({ exporters: [EXPORTER] });
  workloads = [...(await everything()).filter((object) => !isPolicy(object)), workloadOf(withExporter, 'mine'), GUEST];
  for (const namespace of NAMESPACES) await kubectl(['create', 'namespace', namespace]);
  const open = [LINKERD_INBOUND, CLOSED].map((containerPort) => ({ containerPort }));
  const targets = [...new Set(TARGETS.map(([name]) => name))].map((name): Probe => {
    const { metadata, spec } = templateSchema.parse(workloadOf(workloads, name).spec).template;
    const ports = [...spec.containers.flatMap(({ ports: own }) => own), ...open];
    return { name, namespace: STACK_NAMESPACE, labels: metadata.labels, ports };
  });
  const callers = { ...CALLERS, ...Object.assign({}, ...CHOSEN.map(([, , who]) => who)) } as Record<string, Caller>;
  const others = Object.entries(callers).map(
    ([caller, { namespace, labels }]): Probe => ({ name: podOfCaller(caller), namespace, labels, ports: [] }),
  );
  const host: Probe = {
    name: 'host',
    namespace: 'kube-system',
    labels: {},
    ports: [{ containerPort: 9100 }],
    hostNetwork: true,
  };
  probes = await startProbes(cluster, [...targets, ...others], host);
  node = addressOf('host');
});

afterAll(async () => {
  for (const namespace of ['default', 'kube-system'])
    await kubectl(['delete', 'pod', '-n', namespace, '-l', 'odin.test/probe', '--wait=false']);
  await kubectl(['delete', 'namespace', ...NAMESPACES, '--ignore-not-found']);
});

it('lets everybody through to everything while there are no policies', async () => {
  await expectEdges(CALLERS, withAllWorkloads([]));
  expect((await connections(CALLERS, workloads)).length).toBe(Object.keys(CALLERS).length * tried().length);
});

it('holds by default', async () => {
  const stack = await stackWith({});
  await enforce(stack);
  await expectEdges(CALLERS, withAllWorkloads(stack));
});

describe('with all components', () => {
  beforeAll(async () => enforce(await everything()));

  it('holds', async () => {
    await expectEdges(CALLERS, withAllWorkloads(await everything()));
  });

  it('touches neither what comes from the node nor what is on its network', async () => {
    const everywhere = tried().map(([name, port]) => `${addressOf(name)}:${port}`);
    expect([...((await probes.reached(['host'], everywhere)).get('host') ?? [])].sort()).toEqual(
      [...everywhere].sort(),
    );
    const onHost = [`${node}:9100`, `${node}:10250/tcp`, `${node}:6443/tcp`, '10.43.0.1:443/tcp'];
    const pods = Object.keys(CALLERS).map(podOfCaller);
    expect(await probes.reached(pods, onHost)).toEqual(new Map(pods.map((pod) => [pod, new Set(onHost)])));
  });

  it('is by the policies: without one an edge is gone, and with one more it is there', async () => {
    const objects = withAllWorkloads(await everything());
    const before = edges(CALLERS, objects);
    await kubectl(['delete', 'networkpolicy', 'grafana-ingress', '-n', STACK_NAMESPACE]);
    const metadata = { name: 'more', namespace: STACK_NAMESPACE };
    const from = [{ podSelector: { matchLabels: { app: 'anything' } } }];
    const podSelector = { matchLabels: { 'app.kubernetes.io/name': 'loki' } };
    const spec = { podSelector, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port: 3100 }] }] };
    const more = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
    await kubectl(['create', '-f', '-'], { input: JSON.stringify(more) });
    await vi.waitFor(
      async () => {
        const now = await connections(CALLERS, objects);
        expect(before.filter((edge) => !now.includes(edge))).toEqual(['Traefik of K3s -> grafana:3000']);
        expect(now.filter((edge) => !before.includes(edge))).toEqual(['a pod of the namespace -> loki:3100']);
      },
      { timeout: 120_000, interval: 200 },
    );
  });
});

it.each(CHOSEN)('holds with %s', async (_what, settings, callers) => {
  const stack = await stackWith(settings);
  await enforce(stack);
  await expectEdges(callers, withAllWorkloads(stack));
});
