// For tests: the pods that may want to talk to the stack's, and the edges that are meant. Manifests and a node are held to them.
import type { KubeObject } from '../../../shared/model/object.ts';
import type { Caller } from './network-edges.testkit.ts';

/** A pod of the stack. */
export const ofStack = (name: string): Caller => ({
  namespace: 'monitoring',
  labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'odin' },
});
/** As K3s runs its ingress controller. */
export const TRAEFIK: Caller = { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } };
/** Pods that want to talk, by what they are called here. */
export type Callers = Readonly<Record<string, Caller>>;
/** Those of the stack, and strangers that look like them. */
export const CALLERS: Callers = {
  ...Object.fromEntries(
    ['prometheus', 'grafana', 'alertmanager', 'alloy', 'loki'].map((name) => [name, ofStack(name)]),
  ),
  'Traefik of K3s': TRAEFIK,
  'a pod called traefik': { ...TRAEFIK, namespace: 'default' },
  'a pod of the namespace': { namespace: 'monitoring', labels: { app: 'anything' } },
  'a Grafana elsewhere': { ...ofStack('grafana'), namespace: 'default' },
  'a pod called grafana': { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'grafana' } },
};
/** The stack's workloads and their ports, all components on. */
export const PORTS: readonly (readonly [string, number])[] = [
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
export type Edges = Readonly<Record<string, readonly string[]>>;
/** The edges with all components, and all else at its default. */
export const EDGES = {
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
export const GUEST: KubeObject = {
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
const inMesh = Object.fromEntries(Object.entries(CALLERS).map(([name, one]) => [name, { ...one, isMeshed: true }]));
const existing = { namespace: 'observability', service: 'kube-prom' };

/** The edges as settings change them. */
export const CHOSEN: readonly (readonly [string, object, Callers, Edges])[] = [
  ...[inMesh, CALLERS].map(
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
      ...CALLERS,
      'their Prometheus': { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'prometheus' } },
      'their vmagent': { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'vmagent' } },
      'their Grafana': { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'grafana' } },
      'another Prometheus': { namespace: 'default', labels: { 'app.kubernetes.io/name': 'prometheus' } },
    },
    { ...EDGES, prometheus: [], 'their Prometheus': withMine, 'their vmagent': withMine },
  ],
  [
    'no scraping by annotations',
    { prometheus: { scrapeAnnotations: false }, components: OPTIONAL },
    CALLERS,
    { ...EDGES, prometheus: EDGES.prometheus.filter((edge) => edge !== 'guest:8000') },
  ],
  [
    'another ingress controller',
    { ingress: { ingressClassName: 'nginx', controller: { namespace: 'nginx', name: 'Nginx' } }, components: OPTIONAL },
    {
      ...CALLERS,
      nginx: { namespace: 'nginx', labels: { 'app.kubernetes.io/name': 'Nginx' } },
      'a pod beside it': { namespace: 'nginx', labels: { 'app.kubernetes.io/name': 'other' } },
      'a pod called so': { namespace: 'default', labels: { 'app.kubernetes.io/name': 'Nginx' } },
    },
    { ...EDGES, 'Traefik of K3s': [], nginx: EDGES['Traefik of K3s'] },
  ],
];
