// The times in which something held a GPU's clocks back, and the reason in words. Pure.
import { THROTTLE_METRIC_NAMES, type ThrottleMetricName } from '../../../shared/model/metric-name.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { formatDuration } from '../../format/duration.ts';
import { gpuText } from '../../text/gpu.ts';
import { latestOf } from './series.ts';

/** Who holds back: the hardware and the driver do for heat, the driver for the limit of power, the supply by a signal. */
export type HeldBackBy = 'temperature' | 'powerLimit' | 'powerSupply';

const BY_METRIC: Readonly<Record<ThrottleMetricName, HeldBackBy>> = {
  gpuThermalThrottle: 'temperature',
  gpuDriverThermalThrottle: 'temperature',
  gpuPowerCapThrottle: 'powerLimit',
  gpuPowerBrakeThrottle: 'powerSupply',
};

/** Heat first: what to do about it is a person's business, while the limit of power is met by any GPU at full load. */
const CAUSES = ['temperature', 'powerSupply', 'powerLimit'] as const satisfies readonly HeldBackBy[];

/** More stretches than these of one GPU cannot be told apart on a screen; the newest are kept. */
const MOST_STRETCHES = 120;

/** A listener hears of no more GPUs than these. */
const MOST_SPOKEN = 6;

/** From this share of a point's samples on it held back "now". */
const NOW_SHARE = 0.5;

/** A stretch in which the same causes held a GPU back: after `from`, up to `to`, in unix seconds. */
export interface Throttle {
  readonly id: string;
  readonly causes: readonly HeldBackBy[];
  readonly from: number;
  readonly to: number;
}

type Told = Pick<MetricsRange, 'results' | 'startSeconds' | 'endSeconds' | 'stepSeconds'>;

/** The share of each point in which a cause held back, by time; of several reasons for one cause the largest. */
function sharesOf({ results }: Told, id: string, cause: HeldBackBy): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  for (const metric of THROTTLE_METRIC_NAMES) {
    if (BY_METRIC[metric] !== cause) continue;
    const series = results.find((one) => one.metric === metric)?.series.find((one) => one.id === id);
    for (const [time, value] of series?.points ?? []) {
      if (value !== null && value > 0) shares.set(time, Math.max(shares.get(time) ?? 0, Math.min(1, value)));
    }
  }
  return shares;
}

/** The stretches of one GPU, oldest first. */
export function throttlesOf(data: Told, id: string): readonly Throttle[] {
  const causesAt = new Map<number, HeldBackBy[]>();
  for (const cause of CAUSES) {
    for (const time of sharesOf(data, id, cause).keys()) causesAt.set(time, [...(causesAt.get(time) ?? []), cause]);
  }
  const stretches: Throttle[] = [];
  for (const [time, causes] of [...causesAt].sort(([a], [b]) => a - b)) {
    const from = Math.max(data.startSeconds, time - data.stepSeconds);
    const last = stretches.at(-1);
    if (last !== undefined && last.to >= from && last.causes.join() === causes.join()) {
      stretches[stretches.length - 1] = { ...last, to: time };
    } else stretches.push({ id, causes, from, to: time });
  }
  return stretches.slice(-MOST_STRETCHES);
}

/** What holds a GPU back now, the gravest first; empty where nothing does, or nobody tells. */
export function heldBackNow({ results, endSeconds, stepSeconds }: Told, id: string): readonly HeldBackBy[] {
  const isNow = (metric: ThrottleMetricName) => {
    const series = results.find((one) => one.metric === metric)?.series.find((one) => one.id === id);
    return (latestOf(series, endSeconds, stepSeconds) ?? 0) >= NOW_SHARE;
  };
  return CAUSES.filter((cause) => THROTTLE_METRIC_NAMES.some((metric) => BY_METRIC[metric] === cause && isNow(metric)));
}

/** Of each series, what held its GPU back at a time of the chart: "Held back by temperature". */
export function heldBackAt(stretches: readonly Throttle[], series: readonly Series[], time: number) {
  return series.map(({ id }) => {
    const stretch = stretches.find((one) => one.id === id && time > one.from && time <= one.to);
    return stretch === undefined ? undefined : gpuText.heldBack(stretch.causes);
  });
}

/** "Held back by temperature for 12 min, by the power limit for 3 min"; undefined where nothing was for a second. */
export function heldBackFor(data: Told, id: string): string | undefined {
  const parts = CAUSES.flatMap((cause) => {
    const points = [...sharesOf(data, id, cause).values()];
    const seconds = points.reduce((sum, share) => sum + share, 0) * data.stepSeconds;
    return seconds < 1 ? [] : [{ cause, duration: formatDuration(seconds * 1_000) }];
  });
  return parts.length === 0 ? undefined : gpuText.heldBackFor(parts);
}

/** The same of a chart's GPUs in one sentence, for who does not see its marks; undefined where none was held back. */
export function spokenHeldBack(data: Told, series: readonly Series[], names: readonly string[]): string | undefined {
  const lines = series.flatMap(({ id }, index) => {
    const line = heldBackFor(data, id);
    if (line === undefined) return [];
    return [series.length === 1 ? line : gpuText.stateOf(names[index] ?? '', line)];
  });
  return lines.length === 0 ? undefined : gpuText.heldBackSpoken(lines.slice(0, MOST_SPOKEN));
}
