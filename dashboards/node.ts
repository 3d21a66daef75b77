// Node: processors, memory, disks, network of each node, and what makes a laptop one: heat, fans, battery.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart } from './house/charts.ts';
import { dashboard, type Row } from './house/dashboard.ts';
import { COLORS, LEVELS, lowIsBad, PLAIN } from './house/levels.ts';
import { bars, stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { choice } from './house/variables.ts';
import { disks, network } from './node-devices.ts';
import { battery, heat } from './node-laptop.ts';

const NODE = 'instance=~"$node"';

const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'CPU',
      description: 'Part of all processor time that is in use, over the last five minutes.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: LEVELS.busy,
      trend: true,
      queries: [query(`odin:node_cpu_utilization:ratio{${NODE}}`, '{{instance}}')],
    }),
    stat({
      title: 'Memory',
      description: 'Part of the memory that cannot be had for something new. What caches hold counts as free.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: LEVELS.memory,
      trend: true,
      queries: [query(`odin:node_memory_utilization:ratio{${NODE}}`, '{{instance}}')],
    }),
    stat({
      title: 'Fullest disk',
      description: 'The file system with the least space left, as part in use.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: LEVELS.disk,
      trend: true,
      queries: [
        query(
          `1 - min by (instance) (odin:node_filesystem_free:ratio{${NODE}} and on (instance, device, mountpoint, fstype) odin:node_filesystem_watched:info)`,
          '{{instance}}',
        ),
      ],
    }),
    stat({
      title: 'Temperature',
      description: 'The hottest sensor but the disks’.',
      unit: units.Celsius,
      span: 4,
      decimals: 0,
      levels: LEVELS.temperature,
      trend: true,
      queries: [query(`odin:node_temperature:celsius{${NODE}}`, '{{instance}}')],
    }),
    stat({
      title: 'Battery',
      description: 'Charge of the node’s own battery. An alert comes below 15 % while it discharges.',
      unit: units.Percent,
      span: 4,
      decimals: 0,
      levels: LEVELS.battery,
      trend: true,
      noValue: 'no battery',
      queries: [
        query(
          `max by (instance, power_supply) (node_power_supply_capacity{${NODE}})
           and on (instance, power_supply) node_power_supply_info{type="Battery", scope!="Device"}`,
          '{{instance}} · {{power_supply}}',
        ),
      ],
    }),
    stat({
      title: 'Up for',
      description: 'Since the node last started.',
      unit: units.DurationSeconds,
      span: 4,
      decimals: 0,
      levels: PLAIN,
      queries: [query(`time() - node_boot_time_seconds{${NODE}}`, '{{instance}}')],
    }),
  ],
};

const cpu: Row = {
  title: 'Processors',
  panels: [
    chart({
      title: 'CPU by kind of work',
      description:
        'user: programs. system: the kernel for them. iowait: idle, waiting for a disk. steal: taken by other virtual machines. 1 is all processors.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      stacked: true,
      legend: 'table',
      colors: { '/ · iowait$/': COLORS.look, '/ · steal$/': COLORS.bad },
      queries: [
        query(
          `sum by (instance, mode) (rate(node_cpu_seconds_total{${NODE}, mode!="idle"}[$__rate_interval]))
           / on (instance) group_left () count by (instance) (node_cpu_seconds_total{${NODE}, mode="idle"})`,
          '{{instance}} · {{mode}}',
        ),
      ],
    }),
    chart({
      title: 'Load',
      description:
        'Tasks that run or wait, averaged over 1 and 15 minutes; the number of processors is dashed. Above it, something waits.',
      unit: units.Short,
      span: 12,
      decimals: 1,
      legend: 'table',
      limits: '/ · processors$/',
      colors: { '/ · processors$/': COLORS.limit },
      queries: [
        query(`node_load1{${NODE}}`, '{{instance}} · 1 min'),
        query(`node_load15{${NODE}}`, '{{instance}} · 15 min'),
        query(`count by (instance) (node_cpu_seconds_total{${NODE}, mode="idle"})`, '{{instance}} · processors'),
      ],
    }),
    chart({
      title: 'Pressure',
      description:
        'Part of the time in which some task waited for a processor, for memory or for a disk. Above a tenth, one notices.',
      unit: units.PercentUnit,
      span: 12,
      queries: [
        query(`rate(node_pressure_cpu_waiting_seconds_total{${NODE}}[$__rate_interval])`, '{{instance}} · CPU'),
        query(`rate(node_pressure_memory_waiting_seconds_total{${NODE}}[$__rate_interval])`, '{{instance}} · memory'),
        query(`rate(node_pressure_io_waiting_seconds_total{${NODE}}[$__rate_interval])`, '{{instance}} · disk'),
      ],
    }),
    chart({
      title: 'Clock',
      description: 'Lowest, mean and highest clock of a node’s processors. Virtual machines do not tell.',
      unit: units.Hertz,
      span: 12,
      queries: [
        query(`min by (instance) (node_cpu_scaling_frequency_hertz{${NODE}})`, '{{instance}} · lowest'),
        query(`avg by (instance) (node_cpu_scaling_frequency_hertz{${NODE}})`, '{{instance}} · mean'),
        query(`max by (instance) (node_cpu_scaling_frequency_hertz{${NODE}})`, '{{instance}} · highest'),
      ],
    }),
  ],
};

const memory: Row = {
  title: 'Memory',
  panels: [
    chart({
      title: 'Memory by use',
      description:
        'What programs hold, what the kernel caches and gives back when asked, and what nobody uses. Together it is all.',
      unit: units.BytesIEC,
      span: 12,
      stacked: true,
      legend: 'table',
      colors: { '/ · free$/': COLORS.good, '/ · cached$/': COLORS.plain, '/ · in use$/': COLORS.look },
      queries: [
        query(`node_memory_MemTotal_bytes{${NODE}} - node_memory_MemAvailable_bytes`, '{{instance}} · in use'),
        query(`node_memory_MemAvailable_bytes{${NODE}} - node_memory_MemFree_bytes`, '{{instance}} · cached'),
        query(`node_memory_MemFree_bytes{${NODE}}`, '{{instance}} · free'),
      ],
    }),
    chart({
      title: 'Swap traffic',
      description:
        'Pages brought back from disk are above the line, those put there below. Much of it, all the time, means too little memory.',
      // How large a page is differs between processors.
      unit: 'suffix: pages/s',
      span: 6,
      below: '/ · out$/',
      queries: [
        query(`rate(node_vmstat_pswpin{${NODE}}[$__rate_interval])`, '{{instance}} · in'),
        query(`rate(node_vmstat_pswpout{${NODE}}[$__rate_interval])`, '{{instance}} · out'),
      ],
    }),
    chart({
      title: 'Processes ended for want of memory',
      description: 'By the kernel, within the hour before each moment: a container at its limit, or the whole node.',
      unit: units.Short,
      span: 6,
      decimals: 0,
      queries: [query(`increase(node_vmstat_oom_kill{${NODE}}[1h])`, '{{instance}}')],
    }),
  ],
};

const space: Row = {
  title: 'Space',
  panels: [
    bars({
      title: 'Space in use',
      description: 'By file system. Alerts come with less than 10 % and less than 3 % left.',
      unit: units.PercentUnit,
      span: 8,
      max: 1,
      decimals: 0,
      levels: LEVELS.disk,
      queries: [query(`1 - odin:node_filesystem_free:ratio{${NODE}}`, '{{instance}} · {{mountpoint}}')],
    }),
    bars({
      title: 'Full in',
      description: 'If it goes on filling as in the last six hours. Thirty days stand for any longer time.',
      unit: units.DurationSeconds,
      span: 8,
      max: 2_592_000,
      decimals: 0,
      levels: lowIsBad(86_400, 604_800),
      queries: [
        query(
          `clamp_max(
             max by (instance, mountpoint) (node_filesystem_avail_bytes{${NODE}} and on (instance, device, mountpoint) odin:node_filesystem_free:ratio)
             / max by (instance, mountpoint) (-deriv(node_filesystem_avail_bytes{${NODE}}[6h]) > 0),
             2592000
           )`,
          '{{instance}} · {{mountpoint}}',
        ),
      ],
    }),
    chart({
      title: 'Free space',
      description: 'What an ordinary user may still write.',
      unit: units.BytesIEC,
      span: 8,
      queries: [
        query(
          `max by (instance, mountpoint) (node_filesystem_avail_bytes{${NODE}} and on (instance, device, mountpoint) odin:node_filesystem_free:ratio)`,
          '{{instance}} · {{mountpoint}}',
        ),
      ],
    }),
  ],
};

export const node = dashboard({
  uid: 'odin-node',
  title: 'ODIN / Node',
  description: 'Processors, memory, disks and network of each node; heat, fans and battery where it has them.',
  alerts: 'alertname=~"Node.+", instance=~"$node"',
  variables: [choice('node', 'Node', 'odin:node_cpu_utilization:ratio', 'instance')],
  rows: [now, cpu, memory, space, disks, network, heat, battery],
});
