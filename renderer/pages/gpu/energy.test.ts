import { describe, expect, it } from 'vitest';
import type { MetricName } from '../../../shared/model/metric-name.ts';
import { UNIT_OF } from '../../../shared/model/metric-name.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { energyOf, energySentence } from './energy.ts';

type Values = readonly (number | null)[];

const STEP = 900;
const KWH = 3.6e6;
const ID = 'GPU-1';
const GPUS = [{ id: ID }];

function rangeOf(told: Partial<Record<MetricName, Values>>, more: Partial<MetricsRange> = {}): MetricsRange {
  const length = Math.max(...Object.values(told).map((values) => values.length));
  const results = Object.entries(told).map(([name, values]) => {
    const metric = name as MetricName;
    const points = values.map((value, index): [number, number | null] => [index * STEP, value]);
    return {
      metric,
      unit: UNIT_OF[metric],
      state: 'ok' as const,
      query: '',
      series: [{ id: ID, label: 'RTX', points }],
    };
  });
  return {
    startSeconds: 0,
    endSeconds: (length - 1) * STEP,
    stepSeconds: STEP,
    gpus: [{ uuid: ID, name: 'RTX' }],
    gpuStates: [],
    sleep: [],
    results,
    clockAheadSeconds: 0,
    remarks: [],
    ...more,
  };
}

const day = (value: (index: number) => number | null): Values => Array.from({ length: 97 }, (_, index) => value(index));

describe('by a counter', () => {
  it('is what it grew by, whatever it began with', () => {
    const data = rangeOf({ gpuEnergy: day((index) => 7e12 + index * 15_750), gpuPower: day(() => 100) });
    expect(energyOf(data, ID)).toEqual({ joules: 96 * 15_750, seconds: 86_400, isCounted: true });
    expect(energySentence(data, GPUS)).toBe('0.42 kWh in 24 h');
  });

  it('goes on after a driver was loaded anew, and over a gap', () => {
    expect(energyOf(rangeOf({ gpuEnergy: [100, 300, 50, null, 80] }), ID)?.joules).toBe(280);
    expect(energyOf(rangeOf({ gpuEnergy: [null, 100, null, null] }), ID)).toBeUndefined();
  });

  it('that stands still while power is drawn is not believed', () => {
    const zero = day(() => 0);
    expect(energyOf(rangeOf({ gpuEnergy: zero, gpuPower: day(() => 40) }), ID)?.isCounted).toBe(false);
    expect(energyOf(rangeOf({ gpuEnergy: zero, gpuPower: zero }), ID)).toMatchObject({ joules: 0, isCounted: true });
    expect(energyOf(rangeOf({ gpuEnergy: zero }), ID)).toMatchObject({ joules: 0, isCounted: true });
  });
});

it.each([
  ['grows beyond all numbers', [-1e308, 1e308]],
  ['grows beyond what can be', [0, 1e308]],
  ['is negative', [0, -1e308]],
])('a counter that %s is not known', (_what, values) => {
  expect(energySentence(rangeOf({ gpuEnergy: values }), GPUS)).toBeUndefined();
  expect(energySentence(rangeOf({ gpuEnergy: values, gpuPower: [0, 100] }), GPUS)).toMatch(/^About 25 Wh/);
});

it.each([1e308, 1e20, -100])('a power of %d W is not known', (watts) => {
  expect(energySentence(rangeOf({ gpuPower: [0, watts, watts] }), GPUS)).toBeUndefined();
});

describe('by the power', () => {
  it('is each point for its step, and said as about', () => {
    expect(energySentence(rangeOf({ gpuPower: day(() => 100) }), GPUS)).toBe('About 2.4 kWh in 24 h');
    expect(energyOf(rangeOf({ gpuPower: [9_999, 100] }), ID)?.joules).toBe(100 * STEP);
  });

  it('a gap is nothing drawn and nothing known', () => {
    const half = rangeOf({ gpuPower: day((index) => (index > 48 ? 100 : null)) });
    expect(energySentence(half, GPUS)).toBe('About 1.2 kWh in 24 h, of which 12 h are known');
    expect(energySentence(rangeOf({ gpuPower: day(() => null) }), GPUS)).toBeUndefined();
  });

  it('sleep is told, and is no gap', () => {
    const sleep: MetricsRange['sleep'] = [{ id: ID, state: 'asleep', from: 0, to: 43_200 }];
    const half = rangeOf({ gpuPower: day((index) => (index > 48 ? 100 : null)) }, { sleep });
    expect(energySentence(half, GPUS)).toBe('About 1.2 kWh in 24 h, while awake');
    const other = rangeOf({ gpuPower: day(() => 100) }, { sleep: [{ ...sleep[0], id: 'other' } as never] });
    expect(energySentence(other, GPUS)).toBe('About 2.4 kWh in 24 h');
  });

  it('of some days has what that is a day', () => {
    const week = rangeOf({ gpuPower: Array.from({ length: 673 }, () => 100) });
    expect(energySentence(week, GPUS)).toBe('About 16.8 kWh in 7 d, 2.4 kWh a day');
  });

  it('of several GPUs is added up', () => {
    const data = rangeOf({ gpuPower: [0, 100, 100] });
    const [power] = data.results;
    const [one] = power?.series ?? [];
    if (power === undefined || one === undefined) throw new Error('There is no series.');
    const two = { ...data, results: [{ ...power, series: [one, { ...one, id: 'GPU-2' }] }] };
    expect(energySentence(two, [...GPUS, { id: 'GPU-2' }])).toBe('About 0.1 kWh in 30 min, together');
    expect(energySentence(two, [...GPUS, { id: 'GPU-3' }])).toMatch(/known$/);
  });
});

it('nothing is said where neither is exported', () => {
  expect(energySentence(rangeOf({ gpuUtilization: [1, 1] }), GPUS)).toBeUndefined();
  expect(energySentence(rangeOf({ gpuPower: day(() => 100) }), [])).toBeUndefined();
  expect(energyOf(rangeOf({ gpuEnergy: [0, 2 * KWH] }), 'unknown')).toBeUndefined();
});
