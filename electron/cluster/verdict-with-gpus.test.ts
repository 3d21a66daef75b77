import { expect, test } from 'vitest';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import { type Verdict, verdictSchema } from '../../shared/model/overview.ts';
import { withGpus } from './verdict-with-gpus.ts';

const NOW = new Date(2026, 10, 30, 15, 0).getTime();
const healthy: Verdict = { level: 'healthy', sentence: 'All 9 parts are healthy', problems: [] };
const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime() / 1000;
const gpu = (state: GpuState['state'], sinceSeconds?: number): GpuState => ({
  id: 'a',
  label: 'RTX',
  state,
  ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
  evidence: '',
  sleeps: true,
});

test.each([
  [[gpu('asleep', at(30, 14, 2))], 'GPU asleep since 14:02'],
  [[gpu('asleep', at(29, 23, 58))], 'GPU asleep since 2026-11-29 23:58'],
  [[gpu('asleep')], 'GPU asleep'],
  [[gpu('asleep', at(30, 16, 30))], 'GPU asleep'],
  [[gpu('asleep', at(30, 9, 0)), gpu('asleep')], 'All 2 GPUs asleep'],
  [[gpu('asleep', at(30, 9, 0)), gpu('awake', at(30, 14, 30))], '1 of 2 GPUs asleep since 09:00'],
  [[gpu('asleep', at(30, 9, 0)), gpu('asleep', at(30, 11, 5))], 'All 2 GPUs asleep since 11:05'],
])('a healthy stack stays healthy, and the sleep is noted', (gpus, note) => {
  expect(withGpus(healthy, gpus, NOW)).toEqual({ ...healthy, note });
});

test('who is awake, left alone or unknown is not noted', () => {
  for (const gpus of [[], [gpu('awake', 1)], [gpu('leftAlone', 1)], [gpu('unknown')]]) {
    expect(withGpus(healthy, gpus, NOW)).toBe(healthy);
  }
});

test.each(verdictSchema.shape.level.options)(
  'of a stack that is %s the sleep is said where anything is known',
  (level) => {
    const { note, ...rest } = withGpus({ ...healthy, level }, [gpu('asleep', at(30, 14, 2))], NOW);
    expect(rest).toEqual({ ...healthy, level });
    expect(note !== undefined).toBe(['healthy', 'degraded', 'failed', 'busy'].includes(level));
  },
);
