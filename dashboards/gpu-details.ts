// The rows of the GPU dashboard that one opens when something is wrong: errors, who uses it, energy, what it is.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { ANY_IS_BAD } from './house/levels.ts';
import { linkTo } from './house/links.ts';
import { stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { table } from './house/table.ts';

const GPU = 'instance=~"$node", gpu=~"$gpu"';
const NAME = '{{instance}} · GPU {{gpu}}';
/** Gives a series of nvidia_gpu_exporter, which knows a GPU by its UUID alone, the other labels: as in the recording rules. */
const NAMED = `* on (instance, uuid) group_left (name, gpu) topk by (instance, uuid) (1, timestamp(odin:gpu:info{${GPU}})) ^ 0`;
const UUID = '"uuid", "$1", "UUID", "(?:GPU-)?(.+)"';

const errors: Row = {
  title: 'Errors',
  panels: [
    table({
      title: 'XID errors',
      description:
        'Errors by the driver’s numbers, seen with nvidia-gpu-exporter-nvml and dcgm-exporter (setting gpu.exporter) alone: nvidia-smi, the default, tells none. 48, 62, 64, 74, 79, 95, 119 and 120 ask for a reset and raise an alert; 13, 31 and 43 are usually a program’s own fault.',
      span: 16,
      labels: { instance: 'Node', gpu: 'GPU', name: 'Product', xid: 'XID' },
      sortBy: 'Events',
      columns: [
        {
          title: 'Events',
          unit: units.Short,
          levels: ANY_IS_BAD,
          expr: `
            sum by (instance, gpu, name, xid) (nvidia_smi_xid_errors_total ${NAMED})
            or
            sum by (instance, gpu, name, xid) (
              max by (instance, uuid, xid) (label_replace(DCGM_EXP_XID_ERRORS_COUNT{xid!=""} > 0, ${UUID})) ${NAMED}
            )`,
        },
        {
          title: 'Last seen',
          unit: 'dateTimeFromNow',
          expr: `max by (instance, gpu, name, xid) (nvidia_smi_xid_last_timestamp_seconds ${NAMED}) * 1000`,
        },
      ],
    }),
    stat({
      title: 'Failed collections, last hour',
      description: 'How often nvidia_gpu_exporter could not read the GPUs of its node. DCGM does not count this.',
      unit: units.Short,
      span: 8,
      height: 9,
      decimals: 0,
      levels: ANY_IS_BAD,
      queries: [query('increase(nvidia_smi_failed_scrapes_total{instance=~"$node"}[1h])', '{{instance}}')],
    }),
  ],
};

/** By what was asked for: which process or pod uses how much, exporters tell who may look into all others alone. */
const users: Row = {
  title: 'Who uses it',
  isClosed: true,
  panels: [
    table({
      title: 'Pods',
      description:
        'Running pods that asked for nvidia.com/gpu, which component nvidia-device-plugin hands out. What sees a GPU without asking, or runs beside the cluster, is not here: nvidia-smi on the node lists every process.',
      span: 24,
      height: 8,
      labels: { node: 'Node', namespace: 'Namespace', pod: 'Pod' },
      links: { namespace: linkTo('This namespace', 'odin-workloads', 'namespace') },
      sortBy: 'GPUs',
      columns: [
        {
          title: 'GPUs',
          unit: units.Short,
          expr: `
            sum by (node, namespace, pod) (kube_pod_container_resource_requests{resource="nvidia_com_gpu", node=~"$node"})
            and on (namespace, pod) kube_pod_status_phase{phase="Running"} == 1`,
        },
      ],
    }),
  ],
};

const inventory: Row = {
  title: 'Energy and inventory',
  isClosed: true,
  panels: [
    chart({
      title: 'Energy by hour',
      description:
        'What each GPU used up in the hour before each moment. Counted with nvidia-gpu-exporter-nvml and dcgm-exporter alone.',
      unit: units.WattHour,
      span: 12,
      legend: 'table',
      queries: [query(`increase(odin:gpu_energy:joules_total{${GPU}}[1h]) / 3600`, NAME)],
    }),
    table({
      title: 'GPUs',
      description: 'What there is: product, memory and the limit of power that is enforced now.',
      span: 12,
      height: 8,
      labels: { instance: 'Node', gpu: 'GPU', name: 'Product', uuid: 'UUID' },
      sortBy: 'Memory',
      columns: [
        {
          title: 'Memory',
          unit: units.BytesIEC,
          expr: `max by (instance, gpu, name, uuid) (odin:gpu_memory_total:bytes{${GPU}})`,
        },
        {
          title: 'Power limit',
          unit: units.Watt,
          decimals: 0,
          expr: `max by (instance, gpu, name, uuid) (odin:gpu_power_limit:watts{${GPU}})`,
        },
      ],
    }),
  ],
};

/** Errors are open, the rest is not: what is closed asks Prometheus nothing. */
export const gpuDetails: readonly Row[] = [errors, users, inventory];
