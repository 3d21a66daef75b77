// Queries of the dashboards that a real Prometheus answers with nothing, and those that it may on the test cluster's node.
import { promqlOf, readDashboards } from '../../dashboards/published.testkit.ts';

/** Metrics that the test cluster's node cannot have, and why. A query that asks for one may be without data. */
const MISSING_HERE: readonly (readonly [RegExp, string])[] = [
  [/node_(hwmon|power_supply|thermal_zone)_|odin:node_temperature/, 'no sensors, no battery'],
  [/node_cpu_(scaling|package|core)_/, 'a virtual machine’s processors'],
  [/DCGM_|odin:gpu_(fan_speed|pcie|energy)|nvidia_smi_xid/, 'a laptop’s GPU, by nvidia-smi'],
  [/odin:gpu_(memory_temperature|temperature_margin)/, 'a laptop’s GPU, which tells neither'],
  [/odin:gpu_process_memory/, 'gpu.processes is off'],
  [/odin:gpu_asleep/, 'a node without a GPU in its sysfs'],
  [/odin_gpu_(exporter_problem|lines_lost)|odin:gpu_values_dropped/, 'the exporter says nothing wrong'],
  [/nvidia_com_gpu/, 'no device plugin, so that no pod can ask for a GPU'],
  [/container_cpu_cfs_/, 'no container has a CPU limit'],
  [/odin:volume_free/, 'volumes are folders of the node'],
  [/kube_pod_container_status_waiting_reason/, 'no container waits'],
  [/ALERTS/, 'nothing fires'],
  [/loki_discarded_samples_total/, 'Loki refuses nothing'],
  // Charts of what goes wrong leave out what did not.
  [/increase\(.* > 0$/, 'nothing went wrong'],
  [/deriv\(node_filesystem_avail_bytes/, 'no disk fills up'],
];

/**
 * Asks for every expression of the dashboards of a component, with all choices open.
 * @returns where there was no data that there should be
 */
export async function queriesWithoutData(
  ask: (promql: string) => Promise<readonly unknown[]>,
  component: 'dashboards' | 'dashboards-logs' = 'dashboards',
): Promise<readonly string[]> {
  const expressions = readDashboards()
    .filter(({ file }) => file.startsWith(`${component}/`))
    .flatMap(promqlOf)
    .filter(({ expr }) => !MISSING_HERE.some(([metrics]) => metrics.test(expr)));
  const empty: string[] = [];
  for (const { where, expr } of expressions) {
    const answer = await ask(expr.replaceAll(/\$[a-z]+/g, '.+'));
    if (answer.length === 0) empty.push(`${where}: ${expr}`);
  }
  return empty;
}
