// The row of the GPU dashboard on heat and power, and what slows a GPU down.
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { GPU, NAME, orAsleep } from './gpu-state.ts';
import { chart, timeline } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { COLORS, LEVELS, PLAIN } from './house/levels.ts';
import { query } from './house/query.ts';

export const heat: Row = {
  title: 'Heat and power',
  panels: [
    chart({
      title: 'Temperature',
      description:
        'Of the GPU core, and of its memory where that has a sensor. The dashed lines, for the core: worth a look, and the mark of the alert. No exporter tells the hottest spot.',
      unit: units.Celsius,
      span: 12,
      min: 20,
      legend: 'table',
      levels: LEVELS.gpuTemperature,
      queries: [
        query(`odin:gpu_temperature:celsius{${GPU}}`, `${NAME} · core`),
        query(`odin:gpu_memory_temperature:celsius{${GPU}}`, `${NAME} · memory`),
      ],
    }),
    chart({
      title: 'Power',
      description:
        'What the board draws, and the limit that the driver enforces now as a dashed line. A laptop changes its limit by itself.',
      unit: units.Watt,
      span: 12,
      legend: 'table',
      limits: '/ · limit$/',
      colors: { '/ · limit$/': COLORS.limit },
      queries: [
        query(`odin:gpu_power:watts{${GPU}}`, NAME),
        query(`odin:gpu_power_limit:watts{${GPU}}`, `${NAME} · limit`),
      ],
    }),
    timeline({
      title: 'Slowed down',
      description:
        'When clocks were held back, and why: by the hardware because of heat, by the driver because of heat, to stay below the limit of power, or as the power supply asked for it. DCGM counts over five minutes, so that its bars end late.',
      span: 12,
      mappings: [
        {
          type: MappingType.ValueToText,
          options: {
            0: { text: 'full speed', color: COLORS.good, index: 0 },
            1: { text: 'slowed down', color: COLORS.look, index: 1 },
            2: { text: 'asleep', color: COLORS.asleep, index: 2 },
          },
        },
      ],
      levels: PLAIN,
      queries: [
        query(orAsleep(`odin:gpu_thermal_throttle:bool{${GPU}}`, '2'), `${NAME} · heat, hardware`),
        query(orAsleep(`odin:gpu_driver_thermal_throttle:bool{${GPU}}`, '2'), `${NAME} · heat, driver`),
        query(orAsleep(`odin:gpu_power_cap_throttle:bool{${GPU}}`, '2'), `${NAME} · power limit`),
        query(orAsleep(`odin:gpu_power_brake_throttle:bool{${GPU}}`, '2'), `${NAME} · power supply`),
      ],
    }),
    chart({
      title: 'Clocks',
      description:
        'Of the compute units and of the memory. They fall at rest; falling under load means a limit of power or heat.',
      unit: units.Hertz,
      span: 12,
      queries: [
        query(`odin:gpu_sm_clock:hertz{${GPU}}`, `${NAME} · compute`),
        query(`odin:gpu_memory_clock:hertz{${GPU}}`, `${NAME} · memory`),
      ],
    }),
    chart({
      title: 'Left until it slows down',
      description:
        'How many degrees the hottest spot of the GPU is below the temperature at which it slows itself down. Told by newer GPUs, of data centres above all.',
      unit: units.Celsius,
      span: 12,
      queries: [query(`odin:gpu_temperature_margin:celsius{${GPU}}`, NAME)],
    }),
    chart({
      title: 'Fan',
      description: 'Part of its highest speed. Laptops and servers usually keep their fans to themselves.',
      unit: units.PercentUnit,
      span: 12,
      queries: [query(`odin:gpu_fan_speed:ratio{${GPU}}`, NAME)],
    }),
  ],
};
