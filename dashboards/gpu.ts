// GPU: what it does, how warm it gets, what it draws. Whichever exporter runs: by the recorded vocabulary.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { gpuDetails } from './gpu-details.ts';
import { heat } from './gpu-heat.ts';
import { ASLEEP, ASLEEP_SINCE, AWAKE, GPU, NAME, orAsleep, STATE, STATES, sleepShade } from './gpu-state.ts';
import { chart, timeline } from './house/charts.ts';
import { dashboard, type Row } from './house/dashboard.ts';
import { COLORS, highIsBad, LEVELS, PLAIN } from './house/levels.ts';
import { stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { SIZES } from './house/sizes.ts';
import { choice } from './house/variables.ts';

const now: Row = {
  title: 'Now',
  panels: [
    timeline({
      title: 'Asleep or awake',
      description:
        'A GPU that nobody uses is asked nothing for a while, and then falls asleep: a sleeping one is well, and has no values. With another exporter than nvidia-gpu-exporter, or the setting gpu.sleep at never, it is kept awake.',
      span: 16,
      height: SIZES.number,
      mappings: STATES,
      levels: PLAIN,
      queries: [query(STATE, NAME)],
    }),
    stat({
      title: 'Asleep since',
      description: 'Since when the GPU has been suspended, by its runtime power management in the kernel.',
      unit: units.DatetimeLocalNotToday,
      span: 8,
      levels: [{ value: null, color: COLORS.asleep }],
      mappings: AWAKE,
      queries: [query(ASLEEP_SINCE, NAME)],
    }),
    stat({
      title: 'Utilisation',
      description: 'Part of the last sample period in which the GPU ran at least one kernel. High is what it is for.',
      unit: units.PercentUnit,
      span: 4,
      levels: PLAIN,
      trend: true,
      mappings: ASLEEP,
      isNaNMeant: true,
      queries: [query(orAsleep(`odin:gpu_utilization:ratio{${GPU}}`), NAME)],
    }),
    stat({
      title: 'Memory in use',
      description: 'Part of the GPU memory that is allocated. When it is full, the next allocation fails.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: highIsBad(0.85, 0.95),
      trend: true,
      mappings: ASLEEP,
      isNaNMeant: true,
      queries: [query(orAsleep(`odin:gpu_memory_used:bytes{${GPU}} / odin:gpu_memory_total:bytes`), NAME)],
    }),
    stat({
      title: 'Temperature',
      description: 'Of the GPU core. An alert comes when it stays above 90 °C.',
      unit: units.Celsius,
      span: 4,
      levels: LEVELS.gpuTemperature,
      trend: true,
      mappings: ASLEEP,
      isNaNMeant: true,
      queries: [query(orAsleep(`odin:gpu_temperature:celsius{${GPU}}`), NAME)],
    }),
    stat({
      title: 'Power',
      description: 'What the whole board draws.',
      unit: units.Watt,
      span: 4,
      decimals: 0,
      levels: PLAIN,
      trend: true,
      mappings: ASLEEP,
      isNaNMeant: true,
      queries: [query(orAsleep(`odin:gpu_power:watts{${GPU}}`), NAME)],
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
      mappings: ASLEEP,
      isNaNMeant: true,
      queries: [query(orAsleep(`odin:gpu_fan_speed:ratio{${GPU}}`), NAME)],
    }),
    stat({
      title: 'Energy, last 24 hours',
      description:
        'What the GPU used up: “counter” as nvidia-gpu-exporter-nvml and dcgm-exporter count it, “power” reckoned from what it drew while it was awake.',
      unit: units.KiloWattHour,
      span: 4,
      decimals: 2,
      levels: PLAIN,
      queries: [query(`odin:gpu_energy_day:joules{${GPU}} / 3.6e6`, `${NAME} · by {{from}}`)],
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

export const gpu = dashboard({
  uid: 'odin-gpu',
  title: 'ODIN / GPU',
  description: 'Load, memory, heat and power of NVIDIA GPUs, from nvidia_gpu_exporter or DCGM alike.',
  alerts: 'alertname=~"Gpu.+"',
  shades: [sleepShade()],
  variables: [
    choice('node', 'Node', 'odin:gpu:info', 'instance'),
    choice('gpu', 'GPU', 'odin:gpu:info{instance=~"$node"}', 'gpu'),
  ],
  rows: [now, load, heat, ...gpuDetails],
});
