// Prometheus' scrape interval, its jobs by annotations, and the retention of its samples.
import { type Document, isMap } from 'yaml';
import type { KubeObject } from '../../../shared/model/object.ts';
import { durationMs } from '../../../shared/model/settings/units.ts';
import { nodeOf } from '../../yaml/edit.ts';
import { valueAt } from '../manifests/at-path.ts';
import { edited, setIn, setInFile, withYamlFile } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

const FILE = 'prometheus.yml';
const SLOW_JOBS = ['kubelet', 'cadvisor'];
/** As the dashboards have it. */
const CADVISOR_STEP = '30s';
const RETENTION = ['storage', 'tsdb', 'retention'] as const;
const ANNOTATED_JOBS = ['annotated-pods', 'annotated-services'];
/** Lets Prometheus in to pods of the namespace that are not the stack's. */
const ANNOTATED_POLICY = 'annotated';

export const scraping: Setting = (objects, { prometheus }) => {
  const { retention, scrapeInterval, scrapeAnnotations } = prometheus;
  const configured = edited(objects, 'ConfigMap', 'prometheus-config', (object) => {
    const values: readonly (readonly [readonly string[], string])[] = [
      [['storage', 'tsdb', 'retention', 'time'], retention.time],
      [['storage', 'tsdb', 'retention', 'size'], retention.size],
      [['global', 'scrape_interval'], scrapeInterval],
      [['global', 'evaluation_interval'], scrapeInterval],
    ];
    // All at once: a file is read and written for each look at it.
    return withYamlFile(object, FILE, (document) => {
      withSlowestJobs(document, scrapeInterval);
      for (const [path, value] of values) setIn(document, path, value, object, FILE);
      if (retention.percentage !== undefined) shareOfDisk(document, retention.percentage);
      if (!scrapeAnnotations) withoutAnnotatedJobs(document);
    });
  });
  const reachable = scrapeAnnotations
    ? configured
    : configured.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== ANNOTATED_POLICY);
  const drawn = edited(reachable, 'ConfigMap', 'grafana-dashboards', (object) => withSteps(object, scrapeInterval));
  // Grafana makes its steps of it: a shorter one than the interval leaves gaps in every chart.
  return edited(drawn, 'ConfigMap', 'grafana-datasources', (object) =>
    setInFile(object, 'prometheus.yaml', ['datasources', 0, 'jsonData', 'timeInterval'], scrapeInterval),
  );
};

/** What has an interval of its own because there is too much of it is asked no more often than all else. */
function withSlowestJobs(document: Document, scrapeInterval: string): void {
  for (const job of (document.get('scrape_configs') as { items: unknown[] }).items) {
    if (!isMap(job) || !SLOW_JOBS.includes(String(job.get('job_name'))) || !job.has('scrape_interval')) continue;
    if (durationMs(scrapeInterval) > durationMs(String(job.get('scrape_interval'))))
      job.set('scrape_interval', scrapeInterval);
  }
}

/** In place of the size, which Prometheus would leave alone and warn of. */
function shareOfDisk(document: Document, percentage: number | undefined): void {
  document.deleteIn([...RETENTION, 'size']);
  document.setIn([...RETENTION, 'percentage'], nodeOf(percentage));
}

function withoutAnnotatedJobs(document: Document): void {
  const jobs = document.get('scrape_configs') as { items: unknown[] };
  jobs.items = jobs.items.filter((job) => !(isMap(job) && ANNOTATED_JOBS.includes(String(job.get('job_name')))));
}

/** The panels that ask a slow job say so, with its interval. */
function withSteps(object: KubeObject, scrapeInterval: string): KubeObject {
  if (!(durationMs(scrapeInterval) > durationMs(CADVISOR_STEP))) return object;
  const files = Object.entries(valueAt(object, ['data']) as Readonly<Record<string, string>>);
  const step = (interval: string) => `"interval":"${interval}"`;
  const data = files.map(([name, text]) => [name, text.replaceAll(step(CADVISOR_STEP), step(scrapeInterval))]);
  return { ...object, data: Object.fromEntries(data) };
}
