import { describe, expect, it } from 'vitest';
import type { ThrottleMetricName } from '../../../shared/model/metric-name.ts';
import type { MetricResult, MetricsRange } from '../../../shared/model/metrics.ts';
import { headlineOf } from './headline.ts';
import { heldBackAt, heldBackFor, heldBackNow, spokenHeldBack, throttlesOf } from './throttle.ts';

const STEP = 15;
const timeOf = (index: number) => 1_000 * STEP + index * STEP;

function told(metric: ThrottleMetricName, values: readonly (number | null)[], id = 'GPU-1'): MetricResult {
  const points = values.map((value, index): [number, number | null] => [timeOf(index), value]);
  return { metric, unit: 'ratio', state: 'ok', query: '', series: [{ id, label: 'RTX', points }] };
}

const rangeOf = (results: MetricResult[], length = 6): MetricsRange => ({
  startSeconds: timeOf(0),
  endSeconds: timeOf(length - 1),
  stepSeconds: STEP,
  gpus: [{ uuid: 'GPU-1', name: 'RTX' }],
  gpuStates: [],
  sleep: [],
  results,
  clockAheadSeconds: 0,
  remarks: [],
});

describe('throttlesOf', () => {
  it('joins points that follow each other, each for the step before it', () => {
    const data = rangeOf([told('gpuThermalThrottle', [0, 1, 1, null, 0, 1])]);
    expect(throttlesOf(data, 'GPU-1')).toEqual([
      { id: 'GPU-1', causes: ['temperature'], from: timeOf(0), to: timeOf(2) },
      { id: 'GPU-1', causes: ['temperature'], from: timeOf(4), to: timeOf(5) },
    ]);
    expect(throttlesOf(data, 'GPU-2')).toEqual([]);
  });

  it('counts the two kinds of heat once, and begins anew where the causes change', () => {
    const data = rangeOf([
      told('gpuThermalThrottle', [0, 0, 1, 1, 0, 0]),
      told('gpuDriverThermalThrottle', [0, 1, 1, 0, 0, 0]),
      told('gpuPowerCapThrottle', [0, 0, 0, 1, 1, 0]),
    ]);
    expect(throttlesOf(data, 'GPU-1').map(({ causes, from, to }) => [causes.join(), (to - from) / STEP])).toEqual([
      ['temperature', 2],
      ['temperature,powerLimit', 1],
      ['powerLimit', 1],
    ]);
  });

  it('does not begin before the range, and is bounded', () => {
    expect(throttlesOf(rangeOf([told('gpuPowerBrakeThrottle', [1])], 1), 'GPU-1')[0]?.from).toBe(timeOf(0));
    const flickering = Array.from({ length: 361 }, (_, index) => index % 2);
    const stretches = throttlesOf(rangeOf([told('gpuThermalThrottle', flickering)], 361), 'GPU-1');
    expect([stretches.length, stretches.at(-1)?.to]).toEqual([120, timeOf(359)]);
  });
});

describe('what holds back now, in words', () => {
  it('is in the headline, heat first', () => {
    const data = rangeOf([
      told('gpuPowerCapThrottle', [0, 1, 1, 1, 1, 1]),
      told('gpuThermalThrottle', [0, 0, 0, 0, 1, 1]),
    ]);
    expect(heldBackNow(data, 'GPU-1')).toEqual(['temperature', 'powerLimit']);
    const busy: MetricResult = { ...told('gpuThermalThrottle', [1, 1, 1, 1, 1, 0.96]), metric: 'gpuUtilization' };
    const now = { ...data, results: [...data.results, busy] };
    expect(headlineOf(now, undefined)).toBe('Held back by temperature and the power limit: 96 %');
    const gpus = ['GPU-1', 'GPU-2'].map((uuid) => ({ uuid, name: 'H200' }));
    expect(headlineOf({ ...now, gpus }, undefined)).toBe('2 GPUs, 1 held back');
  });

  it('is nothing once it is over, where nobody tells, or for a small part of a point', () => {
    for (const values of [
      [1, 1, 1, 1, 0, 0],
      [1, 1, null, null, null, null],
      [0, 0, 0, 0, 0, 0.2],
    ])
      expect(heldBackNow(rangeOf([told('gpuThermalThrottle', values)]), 'GPU-1')).toEqual([]);
    expect(
      heldBackNow(rangeOf([{ ...told('gpuThermalThrottle', []), state: 'notExported', series: [] }]), 'GPU-1'),
    ).toEqual([]);
  });

  it('adds up the shares of points, and says nothing of less than a second', () => {
    const data = rangeOf([
      told('gpuThermalThrottle', [1, 1, 0.5, 0.5, 0, 3]),
      told('gpuPowerCapThrottle', [0, 0, 0.01, 0, 0, 0]),
    ]);
    expect(heldBackFor(data, 'GPU-1')).toBe('Held back by temperature for 1 min');
    expect(heldBackFor(rangeOf([]), 'GPU-1')).toBeUndefined();
  });

  it('stands at its time of the chart, and is told to a listener by name', () => {
    const data = rangeOf([told('gpuPowerBrakeThrottle', [0, 1, 1, 0, 0, 0])]);
    const lines = ['GPU-1', 'GPU-2'].map((id) => ({ id, label: id, points: [] }));
    const stretches = throttlesOf(data, 'GPU-1');
    expect(heldBackAt(stretches, lines, timeOf(1))).toEqual(['Held back by the power supply', undefined]);
    expect(heldBackAt(stretches, lines, timeOf(0))).toEqual([undefined, undefined]);
    expect(spokenHeldBack(data, lines, ['H200 #0', 'H200 #1'])).toBe(
      'H200 #0: held back by the power supply for 30 s, in the time that is shown.',
    );
    expect(spokenHeldBack(rangeOf([]), lines, ['a', 'b'])).toBeUndefined();
  });
});
