// The tiles of one machine and of several, awake, asleep and silent.
import { expect, test } from 'vitest';
import { clockTime } from '../../shared/clock-time.ts';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import { type MetricName, UNIT_OF } from '../../shared/model/metric-name.ts';
import type { MetricsRange } from '../../shared/model/metrics.ts';
import { TILES, tilesSchema } from '../../shared/model/usage.ts';
import { thinned } from './thinned.ts';
import { TILE_METRICS, tilesOf } from './tiles.ts';

const END = 1_764_500_400;
const NOW = END * 1000;
const STEP = 15;

type Values = readonly (number | null)[];

/** Each thing's values of each quantity, the last of them at the end. */
function rangeOf(
  values: Readonly<Partial<Record<MetricName, Readonly<Record<string, Values>>>>>,
  gpuStates: readonly GpuState[] = [],
): MetricsRange {
  const metrics = Object.entries(values) as [MetricName, Record<string, Values>][];
  return {
    startSeconds: END - 3600,
    endSeconds: END,
    stepSeconds: STEP,
    gpus: [],
    gpuStates: [...gpuStates],
    sleep: [],
    clockAheadSeconds: 0,
    remarks: [],
    results: metrics.map(([metric, things]) => ({
      metric,
      unit: UNIT_OF[metric],
      state: 'ok',
      query: '',
      series: Object.entries(things).map(([id, own]) => ({
        id,
        label: id,
        points: own.map((value, index) => [END - (own.length - 1 - index) * STEP, value]),
      })),
    })),
  };
}
const asleep = (id: string, state: GpuState['state'] = 'asleep'): GpuState => ({
  id,
  label: id,
  state,
  sinceSeconds: END - 900,
  evidence: '',
  sleeps: true,
});

test('one machine: value, limit, line', () => {
  const tiles = tilesOf(
    rangeOf({
      gpuUtilization: { a: [0.1, 0.4] },
      gpuMemoryUsed: { a: [5, 6] },
      gpuMemoryTotal: { a: [16, null] },
      gpuTemperature: { a: [50, 60] },
      gpuPower: { a: [90, 120] },
      gpuPowerLimit: { a: [175, 175] },
      nodeCpu: { n: [0.2, 0.3] },
      nodeMemoryUsed: { n: [10, 11] },
      nodeMemoryTotal: { n: [64, 64] },
      nodeDiskFree: { n: [300, 299] },
      nodeDiskTotal: { n: [900, 900] },
    }),
    NOW,
  );
  expect(tiles.map(({ name }) => name)).toEqual(TILES);
  expect(tiles.map(({ value, limit }) => [value, limit])).toEqual([
    [0.4, undefined],
    [6, 16],
    [60, undefined],
    [120, 175],
    [0.3, undefined],
    [11, 64],
    [299, 900],
  ]);
  expect(tiles.every(({ note }) => note === undefined)).toBe(true);
  expect(tiles[0]?.points).toEqual([
    [END - STEP, 0.1],
    [END, 0.4],
  ]);
  expect(tilesSchema.parse({ at: NOW, tiles })).toEqual({ at: NOW, tiles });
});

test('of several GPUs the busiest is shown in all tiles, and how many there are', () => {
  const tiles = tilesOf(
    rangeOf({ gpuUtilization: { a: [0.9, 0.1], b: [0.1, 0.8] }, gpuTemperature: { a: [90], b: [40] } }),
    NOW,
  );
  expect(tiles.map(({ name, value, note }) => [name, value, note])).toEqual([
    ['gpu', 0.8, 'busiest of 2'],
    ['gpuTemperature', 40, 'busiest of 2'],
  ]);
});

test('of several nodes each quantity is told of the one that is short of it', () => {
  const tiles = tilesOf(
    rangeOf({
      nodeMemoryUsed: { a: [10], b: [20] },
      nodeMemoryTotal: { a: [12], b: [64] },
      nodeDiskFree: { a: [500], b: [20] },
      nodeDiskTotal: { a: [600], b: [600] },
    }),
    NOW,
  );
  expect(tiles.map(({ name, value, note }) => [name, value, note])).toEqual([
    ['memory', 10, 'busiest of 2'],
    ['diskFree', 20, 'fullest of 2'],
  ]);
});

test('a GPU that sleeps has no value, and its last hour', () => {
  const range = rangeOf({ gpuUtilization: { a: [0.5, null] }, gpuPower: { a: [null, null] } }, [asleep('a')]);
  const since = clockTime((END - 900) * 1000, NOW);
  expect(tilesOf(range, NOW).map(({ value, note }) => [value, note])).toEqual([
    [null, `asleep since ${since}`],
    [null, `asleep since ${since}`],
  ]);
  const alone = rangeOf({ gpuUtilization: { a: [0.5] } }, [asleep('a', 'leftAlone')]);
  expect(tilesOf(alone, NOW)[0]).toMatchObject({ value: null, note: `left alone since ${since}` });
  const unknown = { ...asleep('a'), sinceSeconds: END + 3600 };
  expect(tilesOf(rangeOf({ gpuUtilization: { a: [0] } }, [unknown]), NOW)[0]?.note).toBe('asleep');
});

test('of two, the one that is awake is shown', () => {
  const range = rangeOf({ gpuUtilization: { a: [null], b: [0] } }, [asleep('a'), asleep('b', 'awake')]);
  expect(tilesOf(range, NOW)[0]).toMatchObject({ value: 0, note: 'busiest of 2' });
});

test('what says nothing any more has no value, and since when', () => {
  const [tile] = tilesOf(rangeOf({ nodeCpu: { n: [0.5, null, null, null] } }), NOW);
  expect(tile).toMatchObject({ value: null, note: `no sample since ${clockTime((END - 3 * STEP) * 1000, NOW)}` });
  expect(tilesOf(rangeOf({ nodeCpu: { n: [0.5, null, null] } }), NOW)[0]?.value).toBe(0.5);
});

test('what is not measured has no tile', () => {
  expect(tilesOf(rangeOf({}), NOW)).toEqual([]);
  expect(tilesOf(rangeOf({ gpuUtilization: { a: [null, null] }, nodeCpu: {} }), NOW)).toEqual([]);
  expect(TILE_METRICS).toContain('nodeDiskTotal');
});

test('a line is thinned to the mean of neighbours, its gaps stay', () => {
  const points = Array.from({ length: 241 }, (_, index): [number, number | null] => [
    index,
    index >= 100 && index < 110 ? null : index,
  ]);
  const few = thinned(points, 120);
  expect(few.length).toBeLessThanOrEqual(120);
  expect(few.at(-1)).toEqual([240, 239]);
  expect(few.filter(([, value]) => value === null).length).toBeGreaterThanOrEqual(2);
  expect(thinned([[1, 2]], 120)).toEqual([[1, 2]]);
  expect(thinned([], 120)).toEqual([]);
});
