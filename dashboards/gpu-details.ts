// The rows of the GPU dashboard that one opens when something is wrong: errors, energy, what it is; and who uses it.
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { GPU, NAME, STATE, STATES } from './gpu-state.ts';
import { users } from './gpu-users.ts';
import { chart, timeline } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { ANY_IS_BAD, COLORS, PLAIN } from './house/levels.ts';
import { stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { table } from './house/table.ts';

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
    timeline({
      title: 'What the exporter answered its gate',
      description:
        'When the gate before nvidia-gpu-exporter asked and got no whole page: down, slow (more than 4 s), status (an error), not_metrics, too_large. Empty while all is well, and while it leaves the GPUs alone.',
      span: 12,
      mappings: [
        { type: MappingType.ValueToText, options: { 1: { text: 'no whole page', color: COLORS.look, index: 0 } } },
      ],
      levels: PLAIN,
      queries: [
        query('max by (instance, reason) (odin_gpu_exporter_problem{instance=~"$node"})', '{{instance}} · {{reason}}'),
      ],
    }),
    chart({
      title: 'Left out',
      description:
        'Lines of the exporter’s page that are no metrics, which the gate leaves out; and GPUs or processes with a value that cannot be, by its quantity, which the rules leave out.',
      unit: units.Short,
      span: 12,
      queries: [
        query('max by (instance, reason) (odin_gpu_lines_lost{instance=~"$node"})', '{{instance}} · lines, {{reason}}'),
        query(
          'max by (instance, quantity) (odin:gpu_values_dropped:count{instance=~"$node"})',
          '{{instance}} · {{quantity}}',
        ),
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
        'What each GPU used up in the hour before each moment: counted with nvidia-gpu-exporter-nvml and dcgm-exporter, else reckoned from what it drew while it was awake.',
      unit: units.WattHour,
      span: 12,
      legend: 'table',
      queries: [
        query(
          `max by (instance, uuid, name, gpu) (
            increase(odin:gpu_energy:joules_total{${GPU}}[1h]) / 3600
            or on (instance, uuid)
            avg_over_time(odin:gpu_power:watts{${GPU}}[1h]) * count_over_time(odin:gpu_power:watts{${GPU}}[1h:1m]) / 60
          )`,
          NAME,
        ),
      ],
    }),
    chart({
      title: 'Energy by day',
      description: 'What each GPU used up in the 24 hours before each moment, and by what it is known.',
      unit: units.KiloWattHour,
      span: 12,
      decimals: 2,
      legend: 'table',
      queries: [query(`odin:gpu_energy_day:joules{${GPU}} / 3.6e6`, `${NAME} · by {{from}}`)],
    }),
    table({
      title: 'GPUs',
      description:
        'What there is: state, memory and the limit of power that is enforced now, which a sleeping GPU does not tell.',
      span: 24,
      height: 8,
      labels: { instance: 'Node', gpu: 'GPU', name: 'Product', uuid: 'UUID' },
      sortBy: 'Node',
      columns: [
        {
          title: 'State',
          unit: 'none',
          mappings: STATES,
          levels: PLAIN,
          expr: STATE,
        },
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
