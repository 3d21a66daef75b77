import { expect, it } from 'vitest';
import type { GpuState } from '../../../shared/model/gpu-state.ts';
import type { Series } from '../../../shared/model/metrics.ts';
import { formatClock } from '../../format/clock.ts';
import { absenceOf, sentenceOf, sleepAt, sleepIn, spokenSleep } from './sleep.ts';

const NOON = new Date(2026, 10, 30, 12, 0).getTime() / 1000;
const evidence = 'runtime_status of 0000:01:00.0 is suspended';
const stateOf = (id: string, state: GpuState['state'], sinceSeconds = NOON - 600): GpuState => ({
  id,
  label: id,
  state,
  sinceSeconds,
  evidence,
  sleeps: true,
});
const series = (...ids: readonly string[]): Series[] => ids.map((id) => ({ id, label: id, points: [] }));
const DATA = {
  gpuStates: [stateOf('a', 'asleep'), stateOf('b', 'awake')],
  sleep: [
    { id: 'a', state: 'leftAlone', from: NOON - 3_000, to: NOON - 2_400 },
    { id: 'a', state: 'asleep', from: NOON - 590, to: NOON },
    { id: 'b', state: 'asleep', from: NOON - 3_000, to: NOON - 2_000 },
  ] as const satisfies { id: string; state: 'asleep' | 'leftAlone'; from: number; to: number }[],
  endSeconds: NOON,
  stepSeconds: 10,
};
const data = { ...DATA, sleep: [...DATA.sleep] };
const clock = (ago: number) => formatClock(NOON - ago);

it('says why there is no value of a GPU that is not asked, and nothing of one that is', () => {
  expect(['a', 'b', 'node'].map((id) => absenceOf(data, id))).toEqual(['Asleep', undefined, undefined]);
  expect(absenceOf({ gpuStates: [stateOf('a', 'leftAlone')] }, 'a')).toBe('Left alone');
  expect(absenceOf({ gpuStates: [stateOf('a', 'unknown')] }, 'a')).toBeUndefined();
});

it('says since when, with the day where that is another', () => {
  expect(sentenceOf(stateOf('a', 'asleep'), NOON)).toBe(`Asleep since ${clock(600)}`);
  expect(sentenceOf(stateOf('a', 'asleep', NOON - 86_400), NOON)).toMatch(/^Asleep since .*29.*2026.*12/);
  const { sinceSeconds: _, ...timeless } = stateOf('a', 'awake');
  expect(sentenceOf(timeless, NOON)).toBe('Awake');
});

it('says at a time of the chart who was not asked then: by what while it lasts, from when to when once it is over', () => {
  const both = series('a', 'b');
  expect(sleepAt(data, both, NOON)).toEqual([{ sentence: `Asleep since ${clock(600)}`, evidence }, undefined]);
  expect(sleepAt(data, both, NOON - 2_500)).toEqual([
    { sentence: `Left alone from ${clock(3_000)} to ${clock(2_400)}` },
    { sentence: `Asleep from ${clock(3_000)} to ${clock(2_000)}` },
  ]);
  // The point from which an interval begins still had a value.
  expect(sleepAt(data, both, NOON - 3_000)).toEqual([undefined, undefined]);
  expect(sleepIn(data, series('node'))).toEqual([]);
});

it('tells a listener all of it, by name where there are several', () => {
  expect(spokenSleep(data, series('node'), ['node'])).toBeUndefined();
  expect(spokenSleep(data, series('b'), ['H200'])).toBe(`Not asked: Asleep from ${clock(3_000)} to ${clock(2_000)}.`);
  expect(spokenSleep(data, series('a', 'b'), ['H200 #0', 'H200 #1'])).toContain('; H200 #1: asleep from ');
  const often = Array.from({ length: 100 }, (_, at) => ({ id: 'b', state: 'asleep' as const, from: at, to: at }));
  expect(spokenSleep({ ...data, sleep: often }, series('b'), ['H200'])?.split(';')).toHaveLength(6);
});
