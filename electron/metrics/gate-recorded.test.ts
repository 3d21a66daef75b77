// The gate's series as a real Prometheus (3.13.3) answered them: one GPU, scraped each 5 s, asked until 10:41:29 UTC, then left alone for
// 10 s, asleep for 30 s, and asked again. What is drawn and what is shaded were recorded with the same windows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { queryResultSchema, rangeResultSchema } from './answers.ts';
import { gateGpusIn } from './gate.ts';
import { askedPromql, sleepOf, suspendedPromql } from './gpu-sleep.ts';
import { gpuStatesOf, STATES_PROMQL } from './gpu-states.ts';
import { windowsFor } from './sampling.ts';

const GRID = { startSeconds: 1_796_035_280, endSeconds: 1_796_035_365, stepSeconds: 5 };
const ANSWERS = new Map(
  readFileSync(join(import.meta.dirname, 'fixtures', 'gate-prometheus-3.13.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): [string, unknown] => {
      const { ask, data }: { ask: string; data: unknown } = JSON.parse(line);
      return [ask, data];
    }),
);
const vector = (ask: string) => queryResultSchema.parse(ANSWERS.get(ask));
const range = (ask: string) => rangeResultSchema.parse(ANSWERS.get(ask));
const gpus = gateGpusIn(vector('devices'));

test('the questions are those that were recorded', () => {
  const windows = windowsFor(GRID.stepSeconds, 5);
  expect([askedPromql(windows), suspendedPromql(windows), STATES_PROMQL]).toEqual([
    'max by (instance, pci) (max_over_time(odin_gpu_asked[10s]))',
    'max by (instance, pci) (max_over_time(odin_gpu_runtime_status{state=~"suspended|suspending"}[10s]))',
    '{__name__=~"odin_gpu_runtime_status|odin_gpu_asked|odin_gpu_state_since_timestamp_seconds|odin_gpu_sleeps"}',
  ]);
});

test('asleep, then awake', () => {
  expect(gpuStatesOf(gpus, vector('asleep'))).toEqual([
    {
      id: '5d1a',
      label: 'RTX',
      state: 'asleep',
      sinceSeconds: 1_796_035_299,
      evidence: 'runtime_status of 0000:01:00.0 is suspended',
      sleeps: true,
    },
  ]);
  expect(gpuStatesOf(gpus, vector('awake'))).toEqual([expect.objectContaining({ state: 'awake' })]);
});

test('what is shaded is what is not drawn', () => {
  const sleep = sleepOf(gpus, { asked: range('asked'), suspended: range('suspended') }, GRID);
  expect(sleep.map(({ state }) => state)).toEqual(['leftAlone', 'asleep']);
  const drawn = new Set(range('drawn').result[0]?.values.map(([seconds]) => seconds));
  for (let time = GRID.startSeconds; time <= GRID.endSeconds; time += GRID.stepSeconds) {
    const isShaded = sleep.some(({ from, to }) => time > from && time <= to);
    expect([time, isShaded]).toEqual([time, !drawn.has(time)]);
  }
  expect(drawn.size).toBeGreaterThan(5);
});
