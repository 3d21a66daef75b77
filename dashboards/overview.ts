// Overview: is everything all right, and if not, where to look. Every number leads to the dashboard that explains it.
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { NAME, STATES, stateOf } from './gpu-state.ts';
import { chart } from './house/charts.ts';
import { dashboard, type Row } from './house/dashboard.ts';
import { ANY_IS_BAD, ANY_IS_WORTH_A_LOOK, COLORS, LEVELS, PLAIN } from './house/levels.ts';
import { linkTo } from './house/links.ts';
import { bars, stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { table } from './house/table.ts';
import { choice } from './house/variables.ts';

const TO = {
  node: linkTo('Node', 'odin-node'),
  thisNode: linkTo('This node', 'odin-node', 'node'),
  gpu: linkTo('GPU', 'odin-gpu'),
  gpusOfNode: linkTo('GPUs of this node', 'odin-gpu', 'node'),
  workloads: linkTo('Workloads', 'odin-workloads'),
  namespace: linkTo('This namespace', 'odin-workloads', 'namespace'),
  prometheus: linkTo('Prometheus', 'odin-prometheus'),
};

const SEVERITIES: readonly ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      critical: { text: 'critical', color: COLORS.bad, index: 0 },
      warning: { text: 'warning', color: COLORS.look, index: 1 },
      info: { text: 'info', color: COLORS.plain, index: 2 },
    },
  },
];

const OF_NODE = 'instance=~"$node"';

const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Alerts',
      description: 'Critical alerts and warnings that fire. The table below names them.',
      unit: units.Short,
      span: 4,
      levels: ANY_IS_BAD,
      queries: [query('count(ALERTS{alertstate="firing", severity=~"critical|warning"}) or vector(0)', 'firing')],
    }),
    stat({
      title: 'Nodes not ready',
      description: 'Nodes whose kubelet does not say that it works.',
      unit: units.Short,
      span: 4,
      levels: ANY_IS_BAD,
      link: TO.workloads,
      queries: [
        query('sum(1 - max by (node) (kube_node_status_condition{condition="Ready", status="true"}))', 'not ready'),
      ],
    }),
    stat({
      title: 'Pods not ready',
      description: 'Pods that are meant to run and are not ready. A few are normal while something is rolled out.',
      unit: units.Short,
      span: 4,
      levels: ANY_IS_WORTH_A_LOOK,
      link: TO.workloads,
      queries: [
        query(
          `sum(max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running|Unknown"}))
           - sum(max by (namespace, pod) (kube_pod_status_ready{condition="true"}))`,
          'not ready',
        ),
      ],
    }),
    stat({
      title: 'Targets down',
      description: 'What Prometheus is meant to read and cannot.',
      unit: units.Short,
      span: 4,
      levels: ANY_IS_BAD,
      link: TO.prometheus,
      queries: [query('sum(1 - up)', 'down')],
    }),
    stat({
      title: 'Fullest disk',
      description: 'The file system of all nodes with the least space left, as part in use.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: LEVELS.disk,
      link: TO.node,
      queries: [
        query(
          '1 - min(odin:node_filesystem_free:ratio{instance=~"$node"} and on (instance, device, mountpoint, fstype) odin:node_filesystem_watched:info)',
          'in use',
        ),
      ],
    }),
    stat({
      title: 'Hottest GPU',
      description: 'The highest temperature of all GPUs. An alert comes when one stays above 90 °C.',
      unit: units.Celsius,
      span: 4,
      levels: LEVELS.gpuTemperature,
      noValue: 'no GPU',
      link: TO.gpu,
      queries: [query('max(odin:gpu_temperature:celsius{instance=~"$node"})', 'hottest')],
    }),
  ],
};

const alerts: Row = {
  title: 'Alerts',
  panels: [
    table({
      title: 'What fires',
      description:
        'Each alert that fires, and what it is about. What to do stands in the alert itself: in ODIN, or on Prometheus’ page Alerts. No data: nothing fires.',
      span: 24,
      height: 7,
      labels: {
        severity: 'Severity',
        alertname: 'Alert',
        instance: 'Instance',
        node: 'Node',
        namespace: 'Namespace',
        pod: 'Pod',
        job: 'Job',
      },
      labelMappings: { severity: SEVERITIES },
      links: { namespace: TO.namespace, node: TO.thisNode },
      sortBy: 'Severity',
      columns: [
        {
          title: 'Fires',
          unit: units.Short,
          expr: 'max by (severity, alertname, instance, node, namespace, pod, job) (ALERTS{alertstate="firing"})',
        },
      ],
      hidden: ['Fires'],
    }),
  ],
};

const nodes: Row = {
  title: 'Nodes',
  panels: [
    table({
      title: 'Nodes',
      description: 'How busy, how full and how warm each node is. A click on its name shows it alone.',
      span: 12,
      height: 8,
      labels: { instance: 'Node' },
      links: { instance: TO.thisNode },
      sortBy: 'CPU',
      columns: [
        {
          title: 'CPU',
          unit: units.PercentUnit,
          decimals: 0,
          max: 1,
          levels: LEVELS.busy,
          expr: 'max by (instance) (odin:node_cpu_utilization:ratio{instance=~"$node"})',
        },
        {
          title: 'Memory',
          unit: units.PercentUnit,
          decimals: 0,
          max: 1,
          levels: LEVELS.memory,
          expr: 'max by (instance) (odin:node_memory_utilization:ratio{instance=~"$node"})',
        },
        {
          title: 'Fullest disk',
          unit: units.PercentUnit,
          decimals: 0,
          max: 1,
          levels: LEVELS.disk,
          expr: '1 - min by (instance) (odin:node_filesystem_free:ratio{instance=~"$node"} and on (instance, device, mountpoint, fstype) odin:node_filesystem_watched:info)',
        },
        {
          title: 'Temperature',
          unit: units.Celsius,
          decimals: 0,
          levels: LEVELS.temperature,
          expr: 'max by (instance) (odin:node_temperature:celsius{instance=~"$node"})',
        },
        {
          title: 'Battery',
          unit: units.Percent,
          decimals: 0,
          levels: LEVELS.battery,
          expr: 'min by (instance) (node_power_supply_capacity{instance=~"$node"} and on (instance, power_supply) node_power_supply_info{type="Battery", scope!="Device"})',
        },
      ],
    }),
    chart({
      title: 'CPU and memory',
      description: 'Part of each node that is in use.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      queries: [
        query('odin:node_cpu_utilization:ratio{instance=~"$node"}', '{{instance}} · CPU'),
        query('odin:node_memory_utilization:ratio{instance=~"$node"}', '{{instance}} · memory'),
      ],
    }),
  ],
};

const gpus: Row = {
  title: 'GPUs',
  panels: [
    table({
      title: 'GPUs',
      description: 'Each GPU now. A click on its node shows all of that node’s.',
      span: 12,
      height: 8,
      labels: { instance: 'Node', gpu: 'GPU', name: 'Product' },
      links: { instance: TO.gpusOfNode },
      sortBy: 'Utilisation',
      columns: [
        {
          title: 'State',
          unit: 'none',
          mappings: STATES,
          levels: PLAIN,
          expr: `max by (instance, gpu, name) (${stateOf(OF_NODE, OF_NODE)})`,
        },
        {
          title: 'Utilisation',
          unit: units.PercentUnit,
          decimals: 0,
          max: 1,
          levels: PLAIN,
          expr: 'max by (instance, gpu, name) (odin:gpu_utilization:ratio{instance=~"$node"})',
        },
        {
          title: 'Memory',
          unit: units.PercentUnit,
          decimals: 0,
          max: 1,
          levels: LEVELS.memory,
          expr: 'max by (instance, gpu, name) (odin:gpu_memory_used:bytes{instance=~"$node"} / odin:gpu_memory_total:bytes)',
        },
        {
          title: 'Temperature',
          unit: units.Celsius,
          decimals: 0,
          levels: LEVELS.gpuTemperature,
          expr: 'max by (instance, gpu, name) (odin:gpu_temperature:celsius{instance=~"$node"})',
        },
        {
          title: 'Power',
          unit: units.Watt,
          decimals: 0,
          expr: 'max by (instance, gpu, name) (odin:gpu_power:watts{instance=~"$node"})',
        },
      ],
    }),
    chart({
      title: 'GPU utilisation',
      description:
        'Part of each sample period in which the GPU ran at least one kernel. A GPU that sleeps has no line: the table says so.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      queries: [query('odin:gpu_utilization:ratio{instance=~"$node"}', NAME)],
    }),
  ],
};

const workloads: Row = {
  title: 'Workloads',
  panels: [
    bars({
      title: 'Processors in use by namespace',
      description: 'The eight namespaces that use the most CPU time now; 1 is one processor.',
      unit: units.Short,
      span: 12,
      decimals: 2,
      levels: PLAIN,
      queries: [
        query(
          'topk(8, sum by (namespace) (rate(container_cpu_usage_seconds_total{container!="", instance=~"$node"}[$__rate_interval])))',
          '{{namespace}}',
        ),
      ],
    }),
    bars({
      title: 'Memory in use by namespace',
      description: 'The eight namespaces that hold the most memory now.',
      unit: units.BytesIEC,
      span: 12,
      levels: PLAIN,
      queries: [
        query(
          'topk(8, sum by (namespace) (container_memory_working_set_bytes{container!="", instance=~"$node"}))',
          '{{namespace}}',
        ),
      ],
    }),
  ],
};

export const overview = dashboard({
  uid: 'odin-overview',
  title: 'ODIN / Overview',
  description: 'Is everything all right, and if not, where to look.',
  alerts: 'severity=~"critical|warning"',
  variables: [choice('node', 'Node', 'odin:node_cpu_utilization:ratio', 'instance')],
  rows: [now, alerts, nodes, gpus, workloads],
});
