// The energy that GPUs have drawn in the time that is shown: by their counter where an exporter has one, else by their power. Pure.
import type { MetricName } from '../../../shared/model/metric-name.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { formatEnergy } from '../../format/energy.ts';
import { formatNumber } from '../../format/number.ts';
import { gpuText } from '../../text/gpu.ts';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/** A time of which less was told is named with what was told. */
const WHOLE_SHARE = 0.97;

/** Less power than this is none: a counter that stands still beside it may be right. */
const NO_JOULES = 1;

type Told = Pick<MetricsRange, 'results' | 'startSeconds' | 'endSeconds' | 'stepSeconds' | 'sleep'>;

/** More joules than this no GPU has drawn, and no counter adds up: an exporter tells nonsense. */
const MOST_JOULES = Number.MAX_SAFE_INTEGER;

/** What a GPU has drawn. */
export interface Energy {
  readonly joules: number;
  /** The time that this is of: points without a sample are none of it. */
  readonly seconds: number;
  /** By a counter, which misses nothing between two samples; else by what the power was at samples. */
  readonly isCounted: boolean;
}

/**
 * Of one GPU; undefined where neither counter nor power has two points, or both tell what cannot be. A counter that stands still while power is drawn
 * counts nothing, as drivers have it that know no energy.
 */
export function energyOf(data: Told, id: string): Energy | undefined {
  const counted = countedIn(seriesOf(data, 'gpuEnergy', id));
  const drawn = drawnIn(seriesOf(data, 'gpuPower', id), data);
  return counted !== undefined && (counted.joules > 0 || (drawn?.joules ?? 0) < NO_JOULES) ? counted : drawn;
}

/** Between its points. It begins anew when the driver is loaded: what it has then was drawn since, as PromQL's `increase` counts. */
function countedIn(series: Series | undefined): Energy | undefined {
  const known = (series?.points ?? []).flatMap(([time, value]) => (value === null ? [] : [{ time, value }]));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || last === first) return undefined;
  let joules = 0;
  for (const [index, { value }] of known.entries()) {
    const before = known[index - 1]?.value;
    if (before !== undefined) joules += value < before ? value : value - before;
  }
  return isEnergy(joules) ? { joules, seconds: last.time - first.time, isCounted: true } : undefined;
}

/** Each point stands for the step that it ends; the first is of a time that is not shown. */
function drawnIn(series: Series | undefined, { stepSeconds }: Told): Energy | undefined {
  const watts = (series?.points ?? []).slice(1).flatMap(([, value]) => value ?? []);
  if (watts.length === 0) return undefined;
  const joules = watts.reduce((sum, value) => sum + value, 0) * stepSeconds;
  return isEnergy(joules) ? { joules, seconds: watts.length * stepSeconds, isCounted: false } : undefined;
}

function isEnergy(joules: number): boolean {
  return joules >= 0 && joules <= MOST_JOULES;
}

function seriesOf({ results }: Told, metric: MetricName, id: string): Series | undefined {
  return results.find((one) => one.metric === metric)?.series.find((one) => one.id === id);
}

/**
 * "0.42 kWh in 24 h", "About 1.3 kWh in 7 d, 0.19 kWh a day, while awake"; of several GPUs what they drew together. Undefined
 * where nothing tells.
 */
export function energySentence(data: Told, gpus: readonly { readonly id: string }[]): string | undefined {
  const told = gpus.flatMap(({ id }) => energyOf(data, id) ?? []);
  if (told.length === 0) return undefined;
  const shown = data.endSeconds - data.startSeconds;
  const joules = told.reduce((sum, energy) => sum + energy.joules, 0);
  const seconds = Math.max(...told.map((energy) => energy.seconds));
  const hasSlept = data.sleep.some((sleep) => gpus.some(({ id }) => id === sleep.id));
  const isWhole = told.length === gpus.length && told.every((energy) => energy.seconds >= shown * WHOLE_SHARE);
  return gpuText.energy({
    amount: amountOf(joules),
    time: timeOf(shown),
    aDay: shown > DAY_SECONDS ? amountOf((joules / shown) * DAY_SECONDS) : undefined,
    isAbout: !told.every(({ isCounted }) => isCounted),
    isTogether: gpus.length > 1,
    // Nobody asks a GPU that sleeps, so that what it draws then is not known.
    wasAsleep: hasSlept,
    known: hasSlept || isWhole ? undefined : timeOf(seconds),
  });
}

/** `24 h`, `7 d`, `1.5 h` of a stretch that was zoomed to. */
function timeOf(seconds: number): string {
  if (seconds >= 2 * DAY_SECONDS) return `${formatNumber(seconds / DAY_SECONDS, 1)} d`;
  if (seconds >= HOUR_SECONDS) return `${formatNumber(seconds / HOUR_SECONDS, 1)} h`;
  return `${formatNumber(seconds / 60, 0)} min`;
}

function amountOf(joules: number): string {
  const { value, unit } = formatEnergy(joules);
  return `${value} ${unit}`;
}
