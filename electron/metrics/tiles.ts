// The overview's tiles, out of the last hour's series: the busiest GPU and the busiest node, now and before.
import { clockTime } from '../../shared/clock-time.ts';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import {
  type DetailMetricName,
  type ENERGY_METRIC_NAME,
  type MetricName,
  UNIT_OF,
} from '../../shared/model/metric-name.ts';
import type { MetricsRange, Series } from '../../shared/model/metrics.ts';
import type { Tile } from '../../shared/model/usage.ts';
import { thinned } from './thinned.ts';

/** As wide as a tile is in pixels, about. */
const MOST_POINTS = 120;

/** Older than so many steps is no value of now. */
const STEPS_OF_NOW = 2;

interface Row {
  readonly name: Tile['name'];
  readonly metric: Exclude<MetricName, DetailMetricName | typeof ENERGY_METRIC_NAME>;
  readonly limit?: MetricName;
  /** Whether the lowest share of the limit is the one to look at. */
  readonly isScarce?: true;
}

const GPU_ROWS: readonly Row[] = [
  { name: 'gpu', metric: 'gpuUtilization' },
  { name: 'gpuMemory', metric: 'gpuMemoryUsed', limit: 'gpuMemoryTotal' },
  { name: 'gpuTemperature', metric: 'gpuTemperature' },
  { name: 'gpuPower', metric: 'gpuPower', limit: 'gpuPowerLimit' },
];

const NODE_ROWS: readonly Row[] = [
  { name: 'cpu', metric: 'nodeCpu' },
  { name: 'memory', metric: 'nodeMemoryUsed', limit: 'nodeMemoryTotal' },
  { name: 'diskFree', metric: 'nodeDiskFree', limit: 'nodeDiskTotal', isScarce: true },
];

/** The quantities that {@link tilesOf} reads. */
export const TILE_METRICS: readonly MetricName[] = [...GPU_ROWS, ...NODE_ROWS].flatMap(({ metric, limit }) =>
  limit === undefined ? [metric] : [metric, limit],
);

/** Only those that there are numbers of, in the order of `TILES`. `nowMs`: since the epoch, for the words of times. Pure. */
export function tilesOf(range: MetricsRange, nowMs: number): Tile[] {
  const gpus = idsOf(range, GPU_ROWS);
  const gpu = busiestGpu(range, gpus);
  const ofGpu = gpu === undefined ? [] : GPU_ROWS.flatMap((row) => tileOf(range, row, gpu, gpus.length, nowMs));
  const ofNodes = NODE_ROWS.flatMap((row) => {
    const nodes = idsOf(range, [row]);
    const node = mostOf(nodes, (id) => shareOf(range, row, id));
    return node === undefined ? [] : tileOf(range, row, node, nodes.length, nowMs);
  });
  return [...ofGpu, ...ofNodes];
}

function tileOf(range: MetricsRange, row: Row, id: string, among: number, nowMs: number): Tile[] {
  const points = pointsOf(range, row.metric, id);
  const state = range.gpuStates.find((one) => one.id === id);
  const isAsked = !isLeftOut(state);
  const last = points.findLast(([, value]) => value !== null);
  if (points.length === 0 || (last === undefined && isAsked)) return [];
  const value = isAsked ? valueNow(range, row.metric, id) : null;
  const limit = row.limit && pointsOf(range, row.limit, id).findLast(([, known]) => known !== null)?.[1];
  const silence = isAsked && value === null ? silentSince(range, last?.[0] ?? 0, nowMs) : undefined;
  const rest = isLeftOut(state) ? restOf(state, nowMs) : undefined;
  const choice = among > 1 ? `${row.isScarce === true ? 'fullest' : 'busiest'} of ${among}` : undefined;
  const notes = [silence, rest, choice].filter((note) => note !== undefined);
  return [
    {
      name: row.name,
      unit: UNIT_OF[row.metric],
      value,
      ...(limit == null ? {} : { limit }),
      ...(notes.length === 0 ? {} : { note: notes.join(', ') }),
      points: thinned(points, MOST_POINTS),
    },
  ];
}

/** By its utilisation, else by its power; of those that say nothing, the first that is asked. */
function busiestGpu(range: MetricsRange, gpus: readonly string[]): string | undefined {
  const load = (id: string) => {
    if (isLeftOut(range.gpuStates.find((one) => one.id === id))) return -1;
    return valueNow(range, 'gpuUtilization', id) ?? (valueNow(range, 'gpuPower', id) ?? 0) * 1e-6;
  };
  return mostOf(gpus, load);
}

/** Whether a GPU is not asked now: it sleeps, or is left alone so that it can. */
function isLeftOut(state: GpuState | undefined): state is GpuState {
  return state?.state === 'asleep' || state?.state === 'leftAlone';
}

/** How much of its limit a node uses; without one, as it is. */
function shareOf(range: MetricsRange, { metric, limit, isScarce }: Row, id: string): number {
  const value = valueNow(range, metric, id);
  if (value === null) return -1;
  const whole = (limit && valueNow(range, limit, id)) || 1;
  return isScarce === true ? 1 - value / whole : value / whole;
}

function mostOf(ids: readonly string[], measure: (id: string) => number): string | undefined {
  return ids.reduce<string | undefined>(
    (most, id) => (most === undefined || measure(id) > measure(most) ? id : most),
    undefined,
  );
}

/** The things that any of these rows has a series of, in their order. */
function idsOf(range: MetricsRange, rows: readonly Row[]): string[] {
  const series = rows.flatMap(({ metric }) => range.results.find((one) => one.metric === metric)?.series ?? []);
  return [...new Set(series.map(({ id }) => id))];
}

function pointsOf({ results }: MetricsRange, metric: MetricName, id: string): Series['points'] {
  return results.find((one) => one.metric === metric)?.series.find((one) => one.id === id)?.points ?? [];
}

function valueNow(range: MetricsRange, metric: MetricName, id: string): number | null {
  const newest = pointsOf(range, metric, id).findLast(([, value]) => value !== null);
  const oldest = range.endSeconds - STEPS_OF_NOW * range.stepSeconds;
  return newest !== undefined && newest[0] >= oldest ? newest[1] : null;
}

/** A clock of Prometheus' that is another one is made this machine's. */
function silentSince({ clockAheadSeconds }: MetricsRange, seconds: number, nowMs: number): string {
  return `no sample since ${clockTime((seconds - clockAheadSeconds) * 1000, nowMs)}`;
}

/** "asleep since 14:02". By a clock that is ahead of this one it may be a time that is to come, which is left out. */
function restOf(state: GpuState, nowMs: number): string {
  const word = state.state === 'asleep' ? 'asleep' : 'left alone';
  const since = (state.sinceSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  return since <= nowMs + 60_000 ? `${word} since ${clockTime(since, nowMs)}` : word;
}
