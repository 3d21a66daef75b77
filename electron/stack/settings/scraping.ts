// Prometheus' scrape interval, its jobs by annotations, and the retention of its samples.
import { type Document, isMap } from 'yaml';
import { nodeOf } from '../../yaml/edit.ts';
import { edited, setInFile, withYamlFile } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

const FILE = 'prometheus.yml';
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
    const set = values.reduce((done, [path, value]) => setInFile(done, FILE, path, value), object);
    const guarded =
      retention.percentage === undefined
        ? set
        : withYamlFile(set, FILE, (document) => shareOfDisk(document, retention.percentage));
    return scrapeAnnotations ? guarded : withYamlFile(guarded, FILE, withoutAnnotatedJobs);
  });
  const reachable = scrapeAnnotations
    ? configured
    : configured.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== ANNOTATED_POLICY);
  // Grafana makes its steps of it: a shorter one than the interval leaves gaps in every chart.
  return edited(reachable, 'ConfigMap', 'grafana-datasources', (object) =>
    setInFile(object, 'prometheus.yaml', ['datasources', 0, 'jsonData', 'timeInterval'], scrapeInterval),
  );
};

/** In place of the size, which Prometheus would leave alone and warn of. */
function shareOfDisk(document: Document, percentage: number | undefined): void {
  document.deleteIn([...RETENTION, 'size']);
  document.setIn([...RETENTION, 'percentage'], nodeOf(percentage));
}

function withoutAnnotatedJobs(document: Document): void {
  const jobs = document.get('scrape_configs') as { items: unknown[] };
  jobs.items = jobs.items.filter((job) => !(isMap(job) && ANNOTATED_JOBS.includes(String(job.get('job_name')))));
}
