// The recording rules for GPUs, made from the table that the app's charts are made from too.

import { quantityPromql, type Reading, saidPromql, withUuid } from '../shared/model/gpu-exporters/promql.ts';
import { GPU_QUANTITIES, GPU_QUANTITY_NAMES, type GpuQuantityName } from '../shared/model/gpu-exporters/quantities.ts';
import type { GpuExporter } from '../shared/model/gpu-exporters/row.ts';
import { GPU_EXPORTERS } from '../shared/model/gpu-exporters/table.ts';
import {
  GPU_ASLEEP,
  GPU_INFO_OF_GATE,
  GPU_LEFT_ALONE,
  GPU_PROCESS_MEMORY,
  GPU_PROCESSES_DROPPED,
} from './gpu-gate-recording.ts';

const HEAD = `# One vocabulary for GPUs, whichever exporter runs. Written by \`npm run dashboards\` from shared/model/gpu-exporters, as the app's
# charts are, which so tell the same values.
#
# Labels: instance (the node's name), uuid (without DCGM's \`GPU-\`), name (the product) and gpu (its index on the node).
# Where both exporters run, the first counts: both sides of each \`or\` have the same two labels. What a GPU does not
# export is absent, never zero. So is what no GPU can be (DCGM's blanks, 9223372036854775794 and its like; a power of 2³² mW):
# odin:gpu_values_dropped:count says how many GPUs of a node have such a value of a quantity.
#
# DCGM's default counters lack some: FAN_SPEED, POWER_MGMT_LIMIT, DCGM_EXP_CLOCK_EVENTS_COUNT and DCGM_EXP_XID_ERRORS_COUNT
# must be in its CSV file for the quantities that need them.
#
# A GPU that sleeps is there, and has no values: also those that it had before are not its own any more. Whether it sleeps says the
# gate before nvidia_gpu_exporter (setting gpu.sleep); without the gate there is neither odin:gpu_asleep:bool nor
# odin:gpu_left_alone:bool. Their label pci is the GPU's address, and uuid, name and gpu are missing until it was awake once.
#
# A GPU's number and name are those seen last (\`topk (1, timestamp())\`, and \`^ 0\` is 1): when it got another number while
# Prometheus was down, as at a restart of the node, the old one is still there for five minutes, and a join with both fails.
`;

/** As it is scraped, of each node's GPUs. */
const SCRAPED: Reading = { read: (selector) => selector, by: ['instance', 'uuid'] };

const INFO = 'topk by (instance, uuid) (1, timestamp(odin:gpu:info)) ^ 0';
const NAMED = '* on (instance, uuid) group_left (name, gpu)';
/** Of those that are awake: after a start of Prometheus, values of before a sleep are there for five minutes. */
const AWAKE = `${NAMED} (${INFO} unless on (instance, uuid) min by (instance, uuid) (odin:gpu_asleep:bool) == 1)`;

/** What was measured is added up by GPU, not by the number that it had; `from` says by what. */
const ENERGY_OF_DAY = [
  '(',
  '  label_replace(',
  '    sum by (instance, uuid) (increase(odin:gpu_energy:joules_total[1d])) and on (instance, uuid) odin:gpu_energy:joules_total,',
  '    "from", "counter", "", ""',
  '  )',
  '  or on (instance, uuid)',
  '  label_replace(',
  '    sum by (instance, uuid) (avg_over_time(odin:gpu_power:watts[1d]) * count_over_time(odin:gpu_power:watts[1d:1m]) * 60),',
  '    "from", "power", "", ""',
  '  )',
  ')',
  `${NAMED} ${INFO}`,
];

/** Labels by which an exporter's series become those of the vocabulary. */
function infoOf(row: GpuExporter): string {
  const seen = withUuid(row, row.infoMetrics.map((metric) => `timestamp(${metric})`).join(' or '));
  const labelled = [
    ['name', row.nameLabel],
    ['gpu', row.indexLabel],
  ].reduce(
    (done, [label, from]) => (label === from ? done : `label_replace(${done}, "${label}", "$1", "${from}", "(.+)")`),
    seen,
  );
  return `topk by (instance, uuid) (1, max by (instance, uuid, name, gpu) (${labelled})) ^ 0`;
}

function rule(record: string, lines: readonly string[], comment: readonly string[] = []): string {
  const body = [
    ...comment.map((line) => `# ${line}`),
    `- record: ${record}`,
    '  expr: |',
    ...lines.map((line) => `    ${line}`),
  ];
  return body.map((line) => `      ${line}`).join('\n');
}

/** The exporters' own, the first one's before the others'. */
function either(write: (row: GpuExporter) => string | undefined): readonly string[] {
  return GPU_EXPORTERS.flatMap((row) => write(row) ?? []).flatMap((one, index) => (index === 0 ? [one] : ['or', one]));
}

function quantityRule(name: GpuQuantityName): string {
  const values = either((row) => {
    const value = quantityPromql(row, name, SCRAPED);
    return value === undefined ? undefined : `(${value})`;
  });
  return rule(GPU_QUANTITIES[name].record, ['(', ...values.map((line) => `  ${line}`), ')', AWAKE]);
}

/** Those that an exporter says and the vocabulary leaves out. */
function droppedRule(): string {
  const lines = GPU_QUANTITY_NAMES.flatMap((name) => {
    const { record } = GPU_QUANTITIES[name];
    return GPU_EXPORTERS.flatMap((row) => {
      const said = saidPromql(row, name, SCRAPED);
      const kept = quantityPromql(row, name, SCRAPED);
      if (said === undefined || kept === undefined) return [];
      const counted = `count by (instance) (${said} unless ${kept})`;
      return [`label_replace(${counted}, "quantity", "${record}", "", "")`];
    });
  });
  const ofProcesses = `label_replace(${GPU_PROCESSES_DROPPED}, "quantity", "odin:gpu_process_memory:bytes", "", "")`;
  return rule(
    'odin:gpu_values_dropped:count',
    [...lines, ofProcesses].flatMap((line, index) => (index === 0 ? [line] : ['or', line])),
  );
}

/** The file `gpu-recording.yaml` of the component `rules`. */
export const gpuRecording = `${HEAD}groups:
  - name: odin-gpu
    rules:
${rule('odin:gpu_asleep:bool', GPU_ASLEEP, ['Of each GPU that the gate sees: 1 while it is suspended, else 0.'])}

${rule('odin:gpu_left_alone:bool', GPU_LEFT_ALONE, ['1 while it is asked nothing: asleep, or resting so that it can fall asleep. Else 0.'])}

${rule(
  'odin:gpu:info',
  [...either(infoOf), 'or', GPU_INFO_OF_GATE].map((line) => (line === 'or' ? 'or on (instance, uuid)' : line)),
  ['Which GPUs there are, those that sleep too: what every other rule takes `name` and `gpu` from. Always 1.'],
)}

${GPU_QUANTITY_NAMES.map(quantityRule).join('\n\n')}

${rule(
  'odin:gpu_process_memory:bytes',
  [...GPU_PROCESS_MEMORY, AWAKE],
  [
    'With the setting gpu.processes: by process, with the namespace and name of its pod. One of no pod is of the machine itself.',
  ],
)}

  # What they used up in the 24 hours before. Where no exporter counts it, the mean power for as long as it was measured, to a minute:
  # a sleeping GPU is not measured, and draws next to nothing.
  - name: odin-gpu-energy
    interval: 2m
    rules:
${rule('odin:gpu_energy_day:joules', ENERGY_OF_DAY)}

  # What an exporter says, and no GPU can be. Nobody waits for it.
  - name: odin-gpu-dropped
    interval: 1m
    rules:
${droppedRule()}
`;
