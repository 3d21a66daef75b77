// GPU: what it does, how warm it gets, what it draws. Whichever exporter runs: by the recorded vocabulary.
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { gpuDetails } from './gpu-details.ts';
import { chart, timeline } from './house/charts.ts';
import { dashboard, type Row } from './house/dashboard.ts';
import { COLORS, highIsBad, LEVELS, PLAIN } from './house/levels.ts';
import { stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { choice } from './house/variables.ts';

const GPU = 'instance=~"$node", gpu=~"$gpu"';
const NAME = '{{instance}} · GPU {{gpu}}';

const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Utilisation',
      description: 'Part of the last sample period in which the GPU ran at least one kernel. High is what it is for.',
      unit: units.PercentUnit,
      span: 4,
      levels: PLAIN,
      trend: true,
      queries: [query(`odin:gpu_utilization:ratio{${GPU}}`, NAME)],
    }),
    stat({
      title: 'Memory in use',
      description: 'Part of the GPU memory that is allocated. When it is full, the next allocation fails.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: highIsBad(0.85, 0.95),
      trend: true,
      queries: [query(`odin:gpu_memory_used:bytes{${GPU}} / odin:gpu_memory_total:bytes`, NAME)],
    }),
    stat({
      title: 'Temperature',
      description: 'Of the GPU core. An alert comes when it stays above 90 °C.',
      unit: units.Celsius,
      span: 4,
      levels: LEVELS.gpuTemperature,
      trend: true,
      queries: [query(`odin:gpu_temperature:celsius{${GPU}}`, NAME)],
    }),
    stat({
      title: 'Power',
      description: 'What the whole board draws.',
      unit: units.Watt,
      span: 4,
      decimals: 0,
      levels: PLAIN,
      trend: true,
      queries: [query(`odin:gpu_power:watts{${GPU}}`, NAME)],
    }),
    stat({
      title: 'Fan',
      description:
        'Part of its highest speed. Laptops and servers usually keep their fans to themselves: not exported.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: PLAIN,
      trend: true,
      queries: [query(`odin:gpu_fan_speed:ratio{${GPU}}`, NAME)],
    }),
    stat({
      title: 'Energy, last 24 hours',
      description:
        'What the GPU used up. Counted with nvidia-gpu-exporter-nvml and dcgm-exporter (setting gpu.exporter) alone.',
      unit: units.KiloWattHour,
      span: 4,
      decimals: 2,
      levels: PLAIN,
      queries: [query(`increase(odin:gpu_energy:joules_total{${GPU}}[24h]) / 3.6e6`, NAME)],
    }),
  ],
};

const load: Row = {
  title: 'Load',
  panels: [
    chart({
      title: 'Utilisation',
      description:
        'Part of each sample period in which the GPU ran at least one kernel; it says nothing of how many of its units were in use.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      legend: 'table',
      queries: [query(`odin:gpu_utilization:ratio{${GPU}}`, NAME)],
    }),
    chart({
      title: 'Memory',
      description: 'Allocated memory, and all that there is as a dashed line.',
      unit: units.BytesIEC,
      span: 12,
      legend: 'table',
      limits: '/ · all$/',
      queries: [
        query(`odin:gpu_memory_used:bytes{${GPU}}`, NAME),
        query(`odin:gpu_memory_total:bytes{${GPU}}`, `${NAME} · all`),
      ],
    }),
    chart({
      title: 'Video engines',
      description:
        'Load of the encoder and the decoder, which work beside the compute units: streaming, recording, transcoding.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      queries: [
        query(`odin:gpu_encoder_utilization:ratio{${GPU}}`, `${NAME} · encoder`),
        query(`odin:gpu_decoder_utilization:ratio{${GPU}}`, `${NAME} · decoder`),
      ],
    }),
    chart({
      title: 'PCIe traffic',
      description:
        'What the GPU received is above the line, what it sent below. Told with nvidia-gpu-exporter-nvml (setting gpu.exporter), and with dcgm-exporter by GPUs that let themselves be profiled.',
      unit: units.BytesPerSecondIEC,
      span: 12,
      below: '/ · sent$/',
      queries: [
        query(`odin:gpu_pcie_rx:bytes_per_second{${GPU}}`, `${NAME} · received`),
        query(`odin:gpu_pcie_tx:bytes_per_second{${GPU}}`, `${NAME} · sent`),
      ],
    }),
  ],
};

const heat: Row = {
  title: 'Heat and power',
  panels: [
    chart({
      title: 'Temperature',
      description: 'Of the GPU core. The dashed lines: worth a look, and the mark of the alert.',
      unit: units.Celsius,
      span: 12,
      min: 20,
      legend: 'table',
      levels: LEVELS.gpuTemperature,
      queries: [query(`odin:gpu_temperature:celsius{${GPU}}`, NAME)],
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
      title: 'Slowed down by heat',
      description:
        'When the hardware held its clocks back because of its temperature. DCGM counts over five minutes, so that its bars end late.',
      span: 12,
      mappings: [
        {
          type: MappingType.ValueToText,
          options: {
            0: { text: 'full speed', color: COLORS.good, index: 0 },
            1: { text: 'slowed down', color: COLORS.bad, index: 1 },
          },
        },
      ],
      levels: highIsBad(1, 1),
      queries: [query(`odin:gpu_thermal_throttle:bool{${GPU}}`, NAME)],
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
  ],
};

export const gpu = dashboard({
  uid: 'odin-gpu',
  title: 'ODIN / GPU',
  description: 'Load, memory, heat and power of NVIDIA GPUs, from nvidia_gpu_exporter or DCGM alike.',
  alerts: 'alertname=~"Gpu.+"',
  variables: [
    choice('node', 'Node', 'odin:gpu:info', 'instance'),
    choice('gpu', 'GPU', 'odin:gpu:info{instance=~"$node"}', 'gpu'),
  ],
  rows: [now, load, heat, ...gpuDetails],
});
