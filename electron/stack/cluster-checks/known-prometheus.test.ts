import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatKnown, knownPrometheus, type ServiceFacts } from './known-prometheus.ts';

type Ports = Readonly<Record<string, number>>;
const service = (
  name: string,
  labels: Readonly<Record<string, string>>,
  ports: Ports,
  namespace = 'lab',
): ServiceFacts => ({
  namespace,
  name,
  labels,
  ports: Object.entries(ports).map(([portName, port]) => ({ name: portName, port })),
});
const app = (name: string, component?: string) => ({
  'app.kubernetes.io/name': name,
  ...(component === undefined ? {} : { 'app.kubernetes.io/component': component }),
});
const kps = (part: string) => ({
  app: `kube-prometheus-stack-${part}`,
  'app.kubernetes.io/part-of': 'kube-prometheus-stack',
  release: 'kps',
});
const reloader = { 'http-web': 9090, 'reloader-web': 8080 };

it.each<[string, ServiceFacts, string]>([
  [
    'kube-prometheus-stack',
    service('kps-kube-prometheus-stack-prometheus', { ...kps('prometheus'), 'self-monitor': 'true' }, reloader),
    'lab/kps-kube-prometheus-stack-prometheus',
  ],
  [
    'an older kube-prometheus-stack',
    service('kube-prometheus-stack-prometheus', kps('prometheus'), { web: 9090 }),
    'lab/kube-prometheus-stack-prometheus',
  ],
  [
    'Rancher',
    service('rancher-monitoring-prometheus', { app: 'rancher-monitoring-prometheus' }, reloader),
    'lab/rancher-monitoring-prometheus',
  ],
  [
    'the operator’s own Service',
    service(
      'prometheus-operated',
      { 'managed-by': 'prometheus-operator', 'operated-prometheus': 'true' },
      { web: 9090, grpc: 10_901 },
    ),
    'lab/prometheus-operated',
  ],
  [
    'kube-prometheus',
    service('prometheus-k8s', app('prometheus', 'prometheus'), { 'reloader-web': 8080, web: 9090 }),
    'lab/prometheus-k8s',
  ],
  [
    'prometheus-community/prometheus',
    service('prom-prometheus-server', app('prometheus', 'server'), { http: 80 }),
    'lab/prom-prometheus-server (port 80)',
  ],
  [
    'the same of some years ago',
    service('prom-server', { app: 'prometheus', component: 'server' }, { http: 80 }),
    'lab/prom-server (port 80)',
  ],
  ['Istio’s', service('prometheus', app('prometheus', 'server'), { http: 9090 }), 'lab/prometheus'],
  [
    'Linkerd’s',
    service('prometheus', { component: 'prometheus', 'linkerd.io/extension': 'viz' }, { 'admin-http': 9090 }),
    'lab/prometheus',
  ],
  ['by hand', service('metrics', { app: 'prometheus' }, { '': 9090 }), 'lab/metrics'],
  ['by its name alone', service('prometheus', {}, { '': 9090 }), 'lab/prometheus'],
  ['at a port that nobody knows', service('kube-prom', app('prometheus'), { '9091-9090': 9091 }), 'lab/kube-prom'],
  [
    'kube-thanos',
    service('thanos-query', app('thanos-query', 'query-layer'), { grpc: 10_901, http: 9090 }),
    'lab/thanos-query',
  ],
  [
    'Bitnami’s Thanos',
    service('thanos-query-frontend', app('thanos', 'query-frontend'), { http: 10_902 }),
    'lab/thanos-query-frontend (port 10902)',
  ],
  [
    'OpenShift',
    service('thanos-querier', app('thanos-querier', 'query-layer'), { web: 9091, tenancy: 9092 }),
    'lab/thanos-querier (port 9091)',
  ],
  [
    'VictoriaMetrics’ operator',
    service('vmsingle-main', app('vmsingle'), { http: 8429 }),
    'lab/vmsingle-main (port 8429)',
  ],
  [
    'its k8s-stack',
    service(
      'vmsingle-vmks-victoria-metrics-k8s-stack',
      { 'managed-by': 'vm-operator', ...app('vmsingle') },
      { http: 8428, 'http-alias': 8429 },
    ),
    'lab/vmsingle-vmks-victoria-metrics-k8s-stack (port 8428)',
  ],
  [
    'its chart',
    service('vm-victoria-metrics-single-server', app('victoria-metrics-single'), { http: 8428 }),
    'lab/vm-victoria-metrics-single-server (port 8428)',
  ],
  [
    'its cluster',
    service('vmselect-main', app('vmselect'), { http: 8481, clusternative: 8401 }),
    'lab/vmselect-main (port 8481, path /select/0/prometheus)',
  ],
  [
    'Mimir',
    service('mimir-nginx', app('mimir', 'nginx'), { 'http-metric': 80 }),
    'lab/mimir-nginx (port 80, path /prometheus)',
  ],
])('knows %s', (_what, facts, expected) => {
  expect(knownPrometheus([facts]).map(formatKnown)).toEqual([expected]);
});

it.each<[string, ServiceFacts]>([
  ['its Alertmanager', service('kps-kube-prometheus-stack-alertmanager', kps('alertmanager'), { 'http-web': 9093 })],
  ['its operator', service('kps-kube-prometheus-stack-operator', kps('operator'), { https: 443 })],
  [
    'its node-exporter',
    service('kps-prometheus-node-exporter', app('prometheus-node-exporter', 'metrics'), { 'http-metrics': 9100 }),
  ],
  ['its kube-state-metrics', service('kps-kube-state-metrics', app('kube-state-metrics'), { http: 8080 })],
  [
    'its Thanos discovery',
    service(
      'kps-kube-prometheus-stack-thanos-discovery',
      { app: 'kube-prometheus-stack-thanos-discovery' },
      { grpc: 10_901 },
    ),
  ],
  ['its Grafana', service('kps-grafana', app('grafana'), { 'http-web': 80 })],
  [
    'its Service of the kubelet',
    service('kps-kubelet', { 'k8s-app': 'kubelet', ...app('kubelet') }, { 'https-metrics': 10_250 }),
  ],
  ['a pushgateway', service('prometheus-pushgateway', app('prometheus-pushgateway'), { http: 9091 })],
  ['an adapter', service('prometheus-adapter', app('prometheus-adapter'), { https: 443 })],
  ['an exporter of it', service('prometheus-blackbox-exporter', app('prometheus-blackbox-exporter'), { http: 9115 })],
  ['vmagent', service('vmagent-main', app('vmagent'), { http: 8429 })],
  ['vminsert', service('vminsert-main', app('vminsert'), { http: 8480 })],
  ['a store of Thanos', service('thanos-storegateway', app('thanos', 'storegateway'), { http: 10_902 })],
  ['Mimir’s ingester', service('mimir-ingester', app('mimir', 'ingester'), { 'http-metrics': 8080 })],
  ['ODIN’s own', service('prometheus', { ...app('prometheus'), 'app.kubernetes.io/part-of': 'odin' }, { http: 9090 })],
  ['a database', service('postgres', app('postgresql'), { tcp: 5432 })],
  ['one without a port', service('prometheus', app('prometheus'), {})],
])('does not take %s for one', (_what, facts) => {
  expect(knownPrometheus([facts])).toEqual([]);
});

it('the likeliest comes first, whatever the order in which they are listed', () => {
  const all = [
    service('prometheus-operated', { 'operated-prometheus': 'true' }, { web: 9090 }),
    service('vmsingle-a', app('vmsingle'), { http: 8429 }),
    service('kps-kube-prometheus-stack-prometheus', { ...kps('prometheus'), 'self-monitor': 'true' }, reloader),
    service('b-server', app('prometheus', 'server'), { http: 80 }),
    service('a-server', app('prometheus', 'server'), { http: 80 }, 'other'),
  ];
  const expected = [
    'kps-kube-prometheus-stack-prometheus',
    'b-server',
    'a-server',
    'vmsingle-a',
    'prometheus-operated',
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (services) => {
      expect(knownPrometheus(services).map((known) => known.service)).toEqual(expected);
    }),
  );
});
