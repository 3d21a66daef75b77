// PromQL of what pods use, by cAdvisor's series of containers.
// Source: https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md
import type { Windows } from './sampling.ts';

const CPU = 'container_cpu_usage_seconds_total';
const MEMORY = 'container_memory_working_set_bytes';

/** The series by which its scrape interval is told: there is one for each node. */
export const CADVISOR_SAMPLES = { infoMetrics: ['container_scrape_error'] } as const;

/** How a series is read: itself, or what it was in some seconds. */
type Read = (selector: string) => string;

/** CPU of each pod in cores, over the rate's window. `where`: matchers of its labels, each with a comma after it. */
export function podCpuPromql({ rateSeconds }: Pick<Windows, 'rateSeconds'>, where = ''): string {
  return perPod(CPU, (selector) => `rate(${selector}[${rateSeconds}s])`, where);
}

/** The working set of each pod in bytes, which is what a limit of memory counts; now. */
export function podMemoryPromql(where = ''): string {
  return perPod(MEMORY, (selector) => selector, where);
}

/** The same at each point of a chart. */
export function podMemoryRangePromql({ average, gaugeSeconds }: Windows, where = ''): string {
  const over = `${average ? 'avg' : 'last'}_over_time`;
  return perPod(MEMORY, (selector) => `${over}(${selector}[${gaugeSeconds}s])`, where);
}

/** PromQL with a sample where there are any such series at all. */
export const ANY_CONTAINERS = `count(${MEMORY}{pod!=""})`;

/**
 * The highest of each container's series, summed for its pod: a container that was restarted has two for a while, and so has one
 * that is scraped by two jobs. `POD` is the container that only holds the network. Where a node's cAdvisor cannot ask the container
 * runtime, as in K3s within Docker, it knows pods alone, by a series without a container.
 */
function perPod(metric: string, read: Read, where: string): string {
  const containers = read(`${metric}{${where}pod!="", container!="", container!="POD"}`);
  const pods = read(`${metric}{${where}pod!="", container=""}`);
  return (
    `sum by (namespace, pod) (max by (namespace, pod, container) (${containers}))` +
    ` or max by (namespace, pod) (${pods})`
  );
}
