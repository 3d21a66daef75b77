// Who reaches whom in the stack, and who does not.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readComponents } from './components.ts';
import { kustomize } from './kustomize.ts';
import { type Caller, mayReach } from './network-edges.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));

const ofStack = (name: string): Caller => ({
  namespace: 'monitoring',
  labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'odin' },
});
const traefik: Caller = { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } };
const callers: Readonly<Record<string, Caller>> = {
  ...Object.fromEntries(
    ['prometheus', 'grafana', 'alertmanager', 'alloy', 'loki'].map((name) => [name, ofStack(name)]),
  ),
  'Traefik of K3s': traefik,
  'a pod called traefik': { ...traefik, namespace: 'default' },
  'a pod of the namespace': { namespace: 'monitoring', labels: { app: 'anything' } },
  'a Grafana elsewhere': { ...ofStack('grafana'), namespace: 'default' },
  'a pod called grafana': { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'grafana' } },
};
const ports: readonly (readonly [string, number])[] = [
  ['prometheus', 9090],
  ['alertmanager', 9093],
  ['grafana', 3000],
  ['kube-state-metrics', 8080],
  ['kube-state-metrics', 8081],
  ['nvidia-gpu-exporter', 9835],
  ['dcgm-exporter', 9400],
  ['loki', 3100],
  ['alloy', 12345],
];

/** All that is needed. Whatever is not here is not to be. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  prometheus: [
    'prometheus:9090',
    'alertmanager:9093',
    'grafana:3000',
    'kube-state-metrics:8080',
    'kube-state-metrics:8081',
    'nvidia-gpu-exporter:9835',
    'dcgm-exporter:9400',
    'loki:3100',
    'alloy:12345',
  ],
  grafana: ['prometheus:9090', 'alertmanager:9093', 'loki:3100'],
  alloy: ['loki:3100'],
  'Traefik of K3s': ['prometheus:9090', 'grafana:3000'],
};

describe.each(await listVersions(assetsDir))('%s', async (version) => {
  const components = await readComponents(join(assetsDir, version));
  const objectsOf = async (isIn: (name: string) => boolean) =>
    (await Promise.all(components.filter(({ name }) => isIn(name)).map((one) => kustomize(one.directory)))).flat();
  const everything = await objectsOf(() => true);

  describe.each(Object.entries(callers))('%s', (name, caller) => {
    it.each(ports)('to %s:%i', (workload, port) => {
      const isNeeded = EDGES[name]?.includes(`${workload}:${port}`) === true;
      expect(mayReach(everything, caller, workload, port)).toBe(isNeeded);
    });
  });

  it('opens no other port of a pod', () => {
    expect(mayReach(everything, ofStack('grafana'), 'prometheus', 9091)).toBe(false);
    expect(mayReach(everything, ofStack('alloy'), 'loki', 9095)).toBe(false);
  });

  it('lets the ingress controller in only with component ingress', async () => {
    const usual = await objectsOf((name) => name !== 'ingress');
    expect(mayReach(usual, traefik, 'grafana', 3000)).toBe(false);
    expect(mayReach(usual, traefik, 'prometheus', 9090)).toBe(false);
  });

  it('has no say over node-exporter, nor anything without component network-policies and its like', async () => {
    const stranger: Caller = { namespace: 'default', labels: {} };
    expect(mayReach(everything, stranger, 'node-exporter', 9100)).toBe(true);
    const open = await objectsOf((name) => name === 'grafana' || name === 'loki');
    expect(mayReach(open, stranger, 'grafana', 3000)).toBe(true);
    expect(mayReach(open, stranger, 'loki', 3100)).toBe(false);
  });

  it('covers every port that a Service of the stack offers', () => {
    const offered = everything
      .filter(({ kind, metadata }) => kind === 'Service' && metadata.name !== 'node-exporter')
      .flatMap(({ metadata, spec }) =>
        (spec as { ports: { port: number }[] }).ports.map(
          ({ port }) => `${metadata.name.replace(/-headless$/, '')}:${port}`,
        ),
      );
    expect([...new Set(offered)].sort()).toEqual(ports.map(([name, port]) => `${name}:${port}`).sort());
  });
});
