// Grafana's panels of GPUs that sleep, rest or are awake: what their queries get, by Prometheus' own reckoning of them and the rules.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { panelsOf, readDashboards } from '../../dashboards/published.testkit.ts';
import { run } from '../cluster/run.ts';
import { RULES } from './rule-files.ts';

const GATE = 'job="nvidia-gpu-exporter", instance="blade"';
const NAMED = (gpu: number) => `instance="blade", name="RTX ${gpu}", uuid="${gpu}", gpu="${gpu}"`;

/** One sleeps since 1970-01-01 00:02:00, one rests, one works; one has slept before anybody could ask it. */
const SERIES: Readonly<Record<string, string>> = {
  [`up{${GATE}}`]: '1x9',
  ...Object.fromEntries(
    ['suspended', 'active', 'active', 'suspended'].flatMap((state, gpu) => [
      [`odin_gpu_runtime_status{${GATE}, pci="${gpu}", state="${state}"}`, '1x9'],
      [`odin_gpu_asked{${GATE}, pci="${gpu}"}`, gpu === 2 ? '1x9' : '0x9'],
      [`odin_gpu_state_since_timestamp_seconds{${GATE}, pci="${gpu}"}`, '120x9'],
      [
        `odin_gpu_device_info{${GATE}, pci="${gpu}", name="RTX ${gpu}", ${gpu === 3 ? 'uuid="", index=""' : `uuid="${gpu}", index="${gpu}"`}}`,
        '1x9',
      ],
    ]),
  ),
  [`nvidia_smi_gpu_info{${GATE}, uuid="2", name="RTX 2", index="2"}`]: '1x9',
  [`nvidia_smi_temperature_gpu{${GATE}, uuid="2"}`]: '61x9',
  [`nvidia_smi_clocks_event_reasons_sw_power_cap{${GATE}, uuid="2"}`]: '1x9',
  // Of a node without a gate.
  'nvidia_smi_gpu_info{job="nvidia-gpu-exporter", instance="tower", uuid="9", name="L40S", index="0"}': '1x9',
};
const TOWER = 'instance="tower", name="L40S", uuid="9", gpu="0"';
const UNNUMBERED = 'instance="blade", name="RTX 3"';

type Samples = readonly (readonly [labels: string, value: number])[];

it.each<[title: string, ofDashboard: string, query: number, samples: Samples]>([
  [
    'Asleep or awake',
    'odin-gpu',
    0,
    [
      [NAMED(0), 2],
      [NAMED(1), 1],
      [NAMED(2), 0],
      [TOWER, 0],
      [UNNUMBERED, 2],
    ],
  ],
  [
    'Asleep since',
    'odin-gpu',
    0,
    [
      [NAMED(0), 120_000],
      [NAMED(1), 0],
      [NAMED(2), 0],
      [TOWER, 0],
      [UNNUMBERED, 120_000],
    ],
  ],
  [
    'Temperature',
    'odin-gpu',
    0,
    [
      [NAMED(0), -1],
      [NAMED(2), 61],
      [UNNUMBERED, -1],
    ],
  ],
  [
    'Slowed down',
    'odin-gpu',
    2,
    [
      [NAMED(0), 2],
      [NAMED(2), 1],
      [UNNUMBERED, 2],
    ],
  ],
  [
    'GPUs',
    'odin-overview',
    0,
    [
      ['instance="blade", name="RTX 0", gpu="0"', 2],
      ['instance="blade", name="RTX 1", gpu="1"', 1],
      ['instance="blade", name="RTX 2", gpu="2"', 0],
      ['instance="tower", name="L40S", gpu="0"', 0],
      [UNNUMBERED, 2],
    ],
  ],
])('%s of %s', async (title, ofDashboard, query, samples) => {
  const exp_samples = samples.map(([labels, value]) => ({ labels: `{${labels}}`, value }));
  await expectSamples(SERIES, { expr: exprOf(ofDashboard, title, query), eval_time: '3m', exp_samples });
});

it('leaves nothing of a GPU that was asleep before it had a number, once it is awake', async () => {
  const series = {
    [`up{${GATE}}`]: '1x9',
    [`odin_gpu_runtime_status{${GATE}, pci="0", state="suspended"}`]: '1x4 stale',
    [`odin_gpu_runtime_status{${GATE}, pci="0", state="active"}`]: '_x5 1x9',
    [`odin_gpu_device_info{${GATE}, pci="0", name="RTX 0", uuid="", index=""}`]: '1x4 stale',
    [`odin_gpu_device_info{${GATE}, pci="0", name="RTX 0", uuid="0", index="0"}`]: '_x5 1x9',
    [`nvidia_smi_gpu_info{${GATE}, uuid="0", name="RTX 0", index="0"}`]: '_x5 1x9',
    [`nvidia_smi_temperature_gpu{${GATE}, uuid="0"}`]: '_x5 61x9',
  };
  await expectSamples(series, {
    expr: `last_over_time((${exprOf('odin-gpu', 'Temperature', 0)})[9m:1m])`,
    eval_time: '9m',
    exp_samples: [{ labels: `{${NAMED(0)}}`, value: 61 }],
  });
});

/** A panel's query as Grafana fills it in while all are chosen; no NaN is another to promtool, so it is -1. */
function exprOf(ofDashboard: string, title: string, query: number): string {
  const dashboard = readDashboards().find(({ uid }) => uid === ofDashboard);
  const expr = dashboard && panelsOf(dashboard).find((panel) => panel.title === title)?.targets[query]?.expr;
  if (expr === undefined) throw new Error(`${ofDashboard} has no query ${query} in a panel "${title}".`);
  return expr.replaceAll(/\$(node|gpu)/g, '.+').replace('* NaN', '* -1');
}

async function expectSamples(series: Readonly<Record<string, string>>, check: object): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'odin-gpu-dashboards-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(RULES, join(folder, 'rules'));
  const file = join(folder, 'test.yaml');
  const input_series = Object.entries(series).map(([name, values]) => ({ series: name, values }));
  const test = {
    rule_files: ['rules/gpu-recording.yaml'],
    evaluation_interval: '1m',
    tests: [{ interval: '1m', input_series, promql_expr_test: [check] }],
  };
  writeFileSync(file, JSON.stringify(test));
  expect(await run('promtool', ['test', 'rules', file])).toContain('SUCCESS');
}
