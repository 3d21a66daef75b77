// The edges of the stack's network: who reaches whom, and who does not.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { renderStack } from '../render.ts';
import { readSettings } from '../settings/read-settings.ts';
import { readComponents } from './component-folders.ts';
import { isWorkload } from './edit.ts';
import { kustomize } from './kustomize.ts';
import { type Caller, mayReach } from './network-edges.testkit.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

const ofStack = (name: string): Caller => ({
  namespace: 'monitoring',
  labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'odin' },
});
const traefik: Caller = { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } };
type Callers = Readonly<Record<string, Caller>>;
const callers: Callers = {
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

/** By caller: all that is needed. Whatever is not here is not to be. */
type Edges = Readonly<Record<string, readonly string[]>>;
const EDGES = {
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
    'guest:8000',
  ],
  grafana: ['prometheus:9090', 'alertmanager:9093', 'loki:3100'],
  alloy: ['loki:3100'],
  'Traefik of K3s': ['prometheus:9090', 'grafana:3000'],
} satisfies Edges;

/** Of somebody else, in the namespace of the stack. */
const guest: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'guest', namespace: 'monitoring' },
  spec: {
    template: {
      metadata: { labels: { app: 'guest' } },
      spec: { containers: [{ ports: [{ name: 'web', containerPort: 8000 }] }] },
    },
  },
};

const OPTIONAL = { logs: true, ingress: true };
const exporters = [{ name: 'mine', image: 'localhost:5000/mine:1.2', port: 9400 }];
const withMine = [...EDGES.prometheus, 'mine:9400'];
const inMesh = Object.fromEntries(Object.entries(callers).map(([name, one]) => [name, { ...one, isMeshed: true }]));
const existing = { namespace: 'observability', service: 'kube-prom' };

/** The edges as settings change them. */
const CHOSEN: readonly (readonly [string, object, Callers, Edges])[] = [
  ...[inMesh, callers].map(
    (who) =>
      [
        `Linkerd, called from ${who === inMesh ? 'within' : 'outside'}`,
        { linkerdInjection: true, components: OPTIONAL, exporters },
        who,
        { ...EDGES, prometheus: withMine },
      ] as const,
  ),
  [
    'a Prometheus that is there already',
    { prometheus: { existing }, components: OPTIONAL, exporters },
    {
      ...callers,
      'their Prometheus': { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'prometheus' } },
      'another Prometheus': { namespace: 'default', labels: { 'app.kubernetes.io/name': 'prometheus' } },
    },
    { ...EDGES, prometheus: [], 'their Prometheus': withMine },
  ],
  [
    'no scraping by annotations',
    { prometheus: { scrapeAnnotations: false }, components: OPTIONAL },
    callers,
    { ...EDGES, prometheus: EDGES.prometheus.filter((edge) => edge !== 'guest:8000') },
  ],
  [
    'another ingress controller',
    { ingress: { ingressClassName: 'nginx', controller: { namespace: 'nginx', name: 'Nginx' } }, components: OPTIONAL },
    {
      ...callers,
      nginx: { namespace: 'nginx', labels: { 'app.kubernetes.io/name': 'Nginx' } },
      'a pod beside it': { namespace: 'nginx', labels: { 'app.kubernetes.io/name': 'other' } },
      'a pod called so': { namespace: 'default', labels: { 'app.kubernetes.io/name': 'Nginx' } },
    },
    { ...EDGES, 'Traefik of K3s': [], nginx: EDGES['Traefik of K3s'] },
  ],
];

/** Caller by caller. Edges to what is not among the objects do not count. */
function expectEdges(stack: readonly KubeObject[], who: Callers, edges: Edges): void {
  const objects = [...stack, guest];
  const isThere = (name: string) => objects.some((object) => isWorkload(object) && object.metadata.name === name);
  const targets = [...ports, ['mine', 9400] as const, ['guest', 8000] as const].filter(([name]) => isThere(name));
  const edgesWhere = (isEdge: (caller: string, name: string, port: number) => boolean) =>
    Object.keys(who).flatMap((caller) =>
      targets.flatMap(([name, port]) => (isEdge(caller, name, port) ? [`${caller} -> ${name}:${port}`] : [])),
    );
  const needed = edgesWhere((caller, name, port) => edges[caller]?.includes(`${name}:${port}`) === true);
  expect(needed.length).toBeGreaterThan(10);
  expect(edgesWhere((caller, name, port) => mayReach(objects, who[caller] as Caller, name, port))).toEqual(needed);
}

describe.each(await listVersions(assetsDir))('%s', async (version) => {
  const components = await readComponents(join(assetsDir, version));
  const objectsOf = async (isIn: (name: string) => boolean) =>
    (await Promise.all(components.filter(({ name }) => isIn(name)).map((one) => kustomize(one.directory)))).flat();
  const everything = await objectsOf(() => true);

  it('has the edges that it needs, and no other', () => {
    expectEdges(everything, callers, EDGES);
  });

  it.each(CHOSEN)('has them with %s', async (_what, settings, who, edges) => {
    const { settings: read } = readSettings({ version: 1, ...settings }, 'test');
    const input = { assetsDir, version, namespace: 'monitoring', capabilities: COMPLETE_CLUSTER, settings: read };
    expectEdges((await renderStack(input)).objects, who, edges);
  });

  it('opens no other port of a pod', () => {
    expect(mayReach(everything, ofStack('grafana'), 'prometheus', 9091)).toBe(false);
    expect(mayReach(everything, ofStack('alloy'), 'loki', 9095)).toBe(false);
    expect(mayReach(everything, ofStack('prometheus'), 'loki', 9095)).toBe(false);
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
