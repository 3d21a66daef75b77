// The table of workloads: what each uses beside what it asked for.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { ANY_IS_WORTH_A_LOOK } from './house/levels.ts';
import { linkTo } from './house/links.ts';
import { table } from './house/table.ts';
import { CONTAINER, OF_WORKLOAD, POD } from './workload-selectors.ts';

/** Sums what is known of each pod to its workload. */
function byWorkload(perPod: string): string {
  return `sum by (namespace, workload, workload_type) (${perPod} ${OF_WORKLOAD})`;
}

function asked(kind: 'requests' | 'limits', resource: 'cpu' | 'memory'): string {
  return byWorkload(`sum by (namespace, pod) (kube_pod_container_resource_${kind}{${POD}, resource="${resource}"})`);
}

export const workloadTable = table({
  title: 'Workloads',
  description:
    'What each workload uses now, beside what it asked for. Far above its requests, it may be evicted when memory is short; far below, it keeps others out.',
  span: 24,
  height: 10,
  labels: { namespace: 'Namespace', workload: 'Workload', workload_type: 'Kind' },
  links: {
    namespace: linkTo('This namespace', 'odin-workloads', 'namespace'),
  },
  sortBy: 'Memory',
  columns: [
    { title: 'Pods', unit: units.Short, expr: byWorkload(`max by (namespace, pod) (kube_pod_info{${POD}})`) },
    {
      title: 'Restarts, 1 h',
      unit: units.Short,
      decimals: 0,
      levels: ANY_IS_WORTH_A_LOOK,
      expr: byWorkload(`sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${POD}}[1h]))`),
    },
    {
      title: 'CPU',
      unit: units.Short,
      decimals: 3,
      expr: byWorkload(
        `sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{${CONTAINER}}[$__rate_interval]))`,
      ),
    },
    { title: 'CPU requested', unit: units.Short, decimals: 3, expr: asked('requests', 'cpu') },
    {
      title: 'Memory',
      unit: units.BytesIEC,
      expr: byWorkload(`sum by (namespace, pod) (container_memory_working_set_bytes{${CONTAINER}})`),
    },
    { title: 'Memory requested', unit: units.BytesIEC, expr: asked('requests', 'memory') },
    { title: 'Memory limit', unit: units.BytesIEC, expr: asked('limits', 'memory') },
  ],
});
