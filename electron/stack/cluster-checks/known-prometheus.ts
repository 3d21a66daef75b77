// The Services of a cluster that are a Prometheus, or speak its API: as the charts and operators that people install label and
// name them. A row says what of a Service gives it away, which of its ports is asked, and below which path.

/** A Service, as far as it is looked at. */
export interface ServiceFacts {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

/** A Service that can be named in `prometheus.existing`. */
export interface KnownPrometheus {
  readonly namespace: string;
  readonly service: string;
  /** Undefined where none of its ports is known for it. */
  readonly port: number | undefined;
  /** '' where it needs none. */
  readonly path: string;
}

interface Row {
  readonly is: (service: ServiceFacts) => boolean;
  /** By name or number, the first that is there. */
  readonly ports: readonly (string | number)[];
  readonly path?: string;
}

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';
const PART_OF = 'app.kubernetes.io/part-of';
const WEB = ['http-web', 'web', 'http', 9090, 'admin', 80] as const;

const has = (key: string, value: string) => (service: ServiceFacts) => service.labels[key] === value;

/** In order of preference. */
const ROWS: readonly Row[] = [
  // kube-prometheus-stack, and Rancher's: https://github.com/prometheus-community/helm-charts
  { is: ({ labels }) => /-prometheus$/.test(labels.app ?? '') && labels['self-monitor'] === 'true', ports: WEB },
  {
    is: ({ labels }) =>
      /^(?:kube-prometheus-stack|rancher-monitoring|prometheus-operator)-prometheus$/.test(labels.app ?? ''),
    ports: WEB,
  },
  // prometheus-community/prometheus; before chart 16 with the shorter labels.
  {
    is: (service) => has(NAME, 'prometheus')(service) && has(COMPONENT, 'server')(service),
    ports: ['http', 80, ...WEB],
  },
  { is: ({ labels }) => labels.app === 'prometheus' && labels.component === 'server', ports: ['http', 80, ...WEB] },
  { is: (service) => has(NAME, 'prometheus')(service), ports: WEB },
  // Thanos: https://github.com/thanos-io/kube-thanos and Bitnami's chart
  {
    is: (service) => /^thanos-quer(?:y|ier)(?:-frontend)?$/.test(service.labels[NAME] ?? ''),
    ports: ['http', 'web', 9090, 10_902],
  },
  {
    is: (service) => has(NAME, 'thanos')(service) && /^query(?:-frontend)?$/.test(service.labels[COMPONENT] ?? ''),
    ports: ['http', 9090, 10_902],
  },
  // VictoriaMetrics: its operator, and its charts
  {
    is: (service) => /^(?:vmsingle|victoria-metrics-single)$/.test(service.labels[NAME] ?? ''),
    ports: ['http', 8428, 8429],
  },
  {
    is: ({ labels, name }) =>
      labels[NAME] === 'vmselect' || (labels[NAME] === 'victoria-metrics-cluster' && /-vmselect$/.test(name)),
    ports: ['http', 8481],
    path: '/select/0/prometheus',
  },
  // Mimir: https://github.com/grafana/mimir/tree/main/operations/helm
  {
    is: (service) => has(NAME, 'mimir')(service) && /^(?:gateway|nginx)$/.test(service.labels[COMPONENT] ?? ''),
    ports: ['http-metrics', 'http', 80, 8080],
    path: '/prometheus',
  },
  // The Service that the operator makes for each Prometheus, of which a chart's own is the better name.
  { is: has('operated-prometheus', 'true'), ports: WEB },
  // Manifests by hand.
  { is: ({ labels }) => [labels.app, labels['k8s-app'], labels.component].includes('prometheus'), ports: WEB },
  {
    is: ({ name }) => /^prometheus(?:-operated|-k8s|-server)?$|-prometheus(?:-server)?$|^vmsingle-/.test(name),
    ports: [...WEB, 8428, 8429],
  },
];

/** Those that are called so, and are no Prometheus: their ports give them away. */
const OTHERS = /(?:alertmanager|exporter|pushgateway|adapter|operator|discovery|blackbox|kube-state-metrics|webhook)$/;

/** Those that are known, the likeliest first; none of ODIN's own. Pure. */
export function knownPrometheus(services: readonly ServiceFacts[]): readonly KnownPrometheus[] {
  const found = services.flatMap((service) => {
    const { namespace, name, labels, ports } = service;
    if (labels[PART_OF] === 'odin' || OTHERS.test(name) || OTHERS.test(labels[NAME] ?? '')) return [];
    const rank = ROWS.findIndex(({ is }) => is(service));
    const row = ROWS[rank];
    if (row === undefined || ports.length === 0) return [];
    const wanted = row.ports.flatMap((port) => ports.find((one) => one.name === port || one.port === port) ?? []);
    return [{ rank, known: { namespace, service: name, port: wanted[0]?.port, path: row.path ?? '' } }];
  });
  const key = ({ namespace, service }: KnownPrometheus) => `${namespace}/${service}`;
  return found
    .sort((a, b) => a.rank - b.rank || key(a.known).localeCompare(key(b.known), 'en'))
    .map(({ known }) => known);
}

/** `lab/kps`, with what differs from the defaults of the settings: `lab/vmsingle-a (port 8429)`. */
export function formatKnown({ namespace, service, port, path }: KnownPrometheus): string {
  const others = [
    ...(port === undefined || port === 9090 ? [] : [`port ${port}`]),
    ...(path === '' ? [] : [`path ${path}`]),
  ];
  return `${namespace}/${service}${others.length === 0 ? '' : ` (${others.join(', ')})`}`;
}
