// The person's own exporters: each becomes a Deployment, a Service, a scrape job and an edge of the network.

import { AppError } from '../../../shared/errors.ts';
import { text } from '../../../shared/json.ts';
import { formatRef, type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import { STACK_NAMESPACE } from '../../../shared/model/stack.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { readYaml } from '../../yaml/read.ts';
import { writeYaml } from '../../yaml/write.ts';
import { valueAt } from '../manifests/at-path.ts';
import type { Setting } from './setting.ts';

type Exporter = StackSettings['exporters'][number];

/** Runs as nobody, as the stack's own exporters do. */
const NOBODY = 65_534;

/** The ConfigMap in which Prometheus looks for more jobs. */
const SCRAPE_CONFIG = 'prometheus-scrape';

/** Throws `badInput` for a name that a part of the stack, or one of its scrape jobs, has already. */
export const exporters: Setting = (objects, settings) => {
  const { prometheus } = settings;
  if (settings.exporters.length === 0) return objects;
  const isScraped = prometheus.existing === undefined;
  assertNamesAreFree(settings.exporters, objects);
  return [
    ...objects,
    ...(isScraped ? [scrapeConfig(settings.exporters)] : []),
    ...settings.exporters.flatMap((exporter) => [
      service(exporter, isScraped),
      deployment(exporter),
      networkPolicy(exporter),
    ]),
  ];
};

function assertNamesAreFree(wanted: readonly Exporter[], objects: readonly KubeObject[]): void {
  const taken = new Map(objects.map((object) => [refKey(refOf(object)), formatRef(refOf(object))]));
  const jobs = jobNames(objects);
  for (const exporter of wanted) {
    const { name } = exporter;
    const own = [service(exporter, true), deployment(exporter), networkPolicy(exporter)];
    const clash =
      own.flatMap((object) => taken.get(refKey(refOf(object))) ?? [])[0] ??
      (jobs.has(name) ? `scrape job ${name}` : undefined);
    if (clash !== undefined) {
      throw new AppError(
        'badInput',
        `The exporter ${name} of the settings clashes with ${clash} of the stack: give it another name.`,
      );
    }
  }
}

function jobNames(objects: readonly KubeObject[]): ReadonlySet<unknown> {
  const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus-config');
  const jobs: unknown = valueAt(readYaml(text(valueAt(config, ['data', 'prometheus.yml']))), ['scrape_configs']);
  return new Set(Array.isArray(jobs) ? jobs.map((job) => valueAt(job, ['job_name'])) : []);
}

function metadata(name: string, of = name): KubeObject['metadata'] {
  return { name, namespace: STACK_NAMESPACE, labels: { ...selector(of), 'app.kubernetes.io/component': 'exporter' } };
}

function selector(name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'odin' };
}

/** The image's tag where it can be a label. */
function versionLabel(image: string): Readonly<Record<string, string>> {
  const [, tag] = /:([A-Za-z0-9][\w.-]{0,62})$/.exec(image) ?? [];
  return tag === undefined || /[^A-Za-z0-9]$/.test(tag) ? {} : { 'app.kubernetes.io/version': tag };
}

function deployment({ name, image, port, args, env }: Exporter): KubeObject {
  const { labels, ...rest } = metadata(name);
  const versioned = { ...labels, ...versionLabel(image) };
  const variables = Object.entries(env).map(([variable, value]) => ({ name: variable, value }));
  const probe = { tcpSocket: { port: 'http' } };
  const container = {
    name,
    image,
    // An image that was imported into the node is in no registry, whatever its tag.
    imagePullPolicy: 'IfNotPresent',
    ...(args.length === 0 ? {} : { args }),
    ...(variables.length === 0 ? {} : { env: variables }),
    ports: [{ name: 'http', containerPort: port }],
    // Nothing is known of it but its port.
    startupProbe: { ...probe, periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 5 },
    readinessProbe: { ...probe, periodSeconds: 5, timeoutSeconds: 3 },
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...rest, labels: versioned },
    spec: {
      replicas: 1,
      selector: { matchLabels: selector(name) },
      template: {
        metadata: { labels: versioned },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: NOBODY,
            runAsGroup: NOBODY,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [container],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  };
}

/** A path and its parameters, as Prometheus wants them: apart, and decoded. */
function scraped({ path }: Exporter): {
  readonly path: string;
  readonly params: ReadonlyMap<string, readonly string[]>;
} {
  const [bare = '', query = ''] = path.split(/\?(.*)/s);
  const params = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) params.set(name, [...(params.get(name) ?? []), value]);
  return { path: decodeURIComponent(bare), params };
}

/** The names that an annotation can carry, each with one value. */
function paramAnnotations(params: ReadonlyMap<string, readonly string[]>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...params].flatMap(([name, [value = '']]) =>
      /^\w{1,57}$/.test(name) ? [[`prometheus.io/param_${name}`, value]] : [],
    ),
  );
}

/** Annotated only for a Prometheus that is not the stack's, which scrapes by the job and would scrape twice. */
function service(exporter: Exporter, isScraped: boolean): KubeObject {
  const { name, port } = exporter;
  const { path, params } = scraped(exporter);
  const annotations = {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': `${port}`,
    'prometheus.io/path': path,
    ...paramAnnotations(params),
  };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata(name), ...(isScraped ? {} : { annotations }) },
    spec: { selector: selector(name), ports: [{ name: 'http', port, targetPort: 'http' }] },
  };
}

/** Prometheus alone scrapes it. */
function networkPolicy({ name }: Exporter): KubeObject {
  const from = [{ podSelector: { matchLabels: selector('prometheus') } }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(name),
    spec: {
      podSelector: { matchLabels: selector(name) },
      policyTypes: ['Ingress'],
      ingress: [{ from, ports: [{ port: 'http' }] }],
    },
  };
}

/** A file for each, which Prometheus reads beside its own jobs. */
function scrapeConfig(wanted: readonly Exporter[]): KubeObject {
  const labels = { ...selector('prometheus'), 'app.kubernetes.io/component': 'metrics' };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: SCRAPE_CONFIG, namespace: STACK_NAMESPACE, labels },
    data: Object.fromEntries(wanted.map((exporter) => [`${exporter.name}.yaml`, scrapeFile(exporter)])),
  };
}

function scrapeFile(exporter: Exporter): string {
  const { name, interval } = exporter;
  const { path, params } = scraped(exporter);
  const job = {
    job_name: name,
    metrics_path: path,
    ...(params.size === 0 ? {} : { params: Object.fromEntries(params) }),
    ...(interval === undefined ? {} : { scrape_interval: interval }),
    // An exporter that does not say what it sends is read as it was before Prometheus 3.
    fallback_scrape_protocol: 'PrometheusText0.0.4',
    kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { own_namespace: true } }],
    relabel_configs: [
      {
        source_labels: ['__meta_kubernetes_service_name', '__meta_kubernetes_endpointslice_port_name'],
        action: 'keep',
        regex: `${name};http`,
      },
      { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'instance' },
    ],
  };
  return writeYaml({ scrape_configs: [job] });
}
