// The rows of the node dashboard that make a laptop one: heat, fans, battery. A node without them shows empty panels that say so.
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart, timeline } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { COLORS, highIsBad, LEVELS, lowIsBad } from './house/levels.ts';
import { query } from './house/query.ts';
import { table } from './house/table.ts';

const NODE = 'instance=~"$node"';

export const heat: Row = {
  title: 'Heat and fans',
  panels: [
    chart({
      title: 'Temperatures',
      description:
        'Every sensor, by the chip that it sits on. A disk may be warmer than is good for it at 70 °C, a processor at 95 °C.',
      unit: units.Celsius,
      span: 12,
      min: 20,
      legend: 'table',
      levels: LEVELS.temperature,
      queries: [
        query(
          `(node_hwmon_temp_celsius{${NODE}} < 150)
           * on (instance, chip) group_left (chip_name) node_hwmon_chip_names`,
          '{{instance}} · {{chip_name}} · {{sensor}}',
        ),
      ],
    }),
    chart({
      title: 'Fans',
      description: 'Revolutions per minute. Many laptops keep their fans to themselves.',
      unit: units.RevolutionsPerMinute,
      span: 6,
      queries: [query(`node_hwmon_fan_rpm{${NODE}}`, '{{instance}} · {{chip}} · {{sensor}}')],
    }),
    chart({
      title: 'Slowed down by heat',
      description:
        'How often processors were held back because of their temperature, each second. Short bursts are normal for a laptop.',
      unit: units.OpsPerSecond,
      span: 6,
      queries: [
        query(
          `sum by (instance) (rate(node_cpu_package_throttles_total{${NODE}}[$__rate_interval]))`,
          '{{instance}} · package',
        ),
        query(
          `sum by (instance) (rate(node_cpu_core_throttles_total{${NODE}}[$__rate_interval]))`,
          '{{instance}} · cores',
        ),
      ],
    }),
  ],
};

export const battery: Row = {
  title: 'Battery and power',
  panels: [
    chart({
      title: 'Charge',
      description: 'Of the node’s batteries. The dashed lines: low, and the mark of the alert.',
      unit: units.Percent,
      span: 8,
      max: 100,
      levels: LEVELS.battery,
      queries: [query(`node_power_supply_capacity{${NODE}}`, '{{instance}} · {{power_supply}}')],
    }),
    chart({
      title: 'Power',
      description: 'What goes into the battery or comes out of it: stated by it, or current times voltage.',
      unit: units.Watt,
      span: 8,
      queries: [
        query(
          `node_power_supply_power_watt{${NODE}}
           or
           abs(node_power_supply_current_ampere{${NODE}}) * node_power_supply_voltage_volt`,
          '{{instance}} · {{power_supply}}',
        ),
      ],
    }),
    timeline({
      title: 'On mains',
      description: 'Whether a charger was connected.',
      span: 8,
      mappings: [
        {
          type: MappingType.ValueToText,
          options: {
            0: { text: 'on battery', color: COLORS.look, index: 0 },
            1: { text: 'on mains', color: COLORS.good, index: 1 },
          },
        },
      ],
      levels: lowIsBad(1, 1),
      queries: [query(`max by (instance) (node_power_supply_online{${NODE}})`, '{{instance}}')],
    }),
    table({
      title: 'Wear',
      description: 'What a full battery holds now, as part of what it held when new, and how often it was charged.',
      span: 24,
      height: 6,
      labels: { instance: 'Node', power_supply: 'Battery' },
      sortBy: 'Charge cycles',
      columns: [
        {
          title: 'Holds',
          unit: units.PercentUnit,
          decimals: 0,
          max: 1,
          levels: lowIsBad(0.5, 0.8),
          expr: `max by (instance, power_supply) (
              node_power_supply_energy_full{${NODE}} / (node_power_supply_energy_full_design > 0)
              or
              node_power_supply_charge_full{${NODE}} / (node_power_supply_charge_full_design > 0)
            )`,
        },
        {
          title: 'Charge cycles',
          unit: units.Short,
          decimals: 0,
          levels: highIsBad(500, 1000),
          expr: `max by (instance, power_supply) (node_power_supply_cyclecount{${NODE}})`,
        },
      ],
    }),
  ],
};
