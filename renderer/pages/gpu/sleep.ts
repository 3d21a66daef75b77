// The sleep of GPUs in words: how each is now, and what holds at a time of the chart. Pure.
import type { GpuSleep, GpuState } from '../../../shared/model/gpu-state.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { formatMoment } from '../../format/clock.ts';
import { gpuText } from '../../text/gpu.ts';

/** A listener hears no more than these of a chart's many: the newest. */
const MOST_SPOKEN = 6;

type Now = Pick<MetricsRange, 'gpuStates' | 'sleep' | 'endSeconds' | 'stepSeconds'>;

/** How a GPU is now; undefined for what has no gate, as a node. */
export function stateOf({ gpuStates }: Pick<Now, 'gpuStates'>, id: string): GpuState | undefined {
  return gpuStates.find((state) => state.id === id);
}

/** Why a GPU has no value now: "Asleep"; undefined where it is awake, or nobody knows. */
export function absenceOf(data: Pick<Now, 'gpuStates'>, id: string): string | undefined {
  const state = stateOf(data, id)?.state;
  return state === 'asleep' || state === 'leftAlone' ? gpuText[state] : undefined;
}

/** "Asleep since 14:02". */
export function sentenceOf(state: GpuState, nowSeconds: number): string {
  const { sinceSeconds } = state;
  return gpuText.state(state, sinceSeconds === undefined ? undefined : formatMoment(sinceSeconds, nowSeconds));
}

/** An interval in words, with the evidence while it lasts. */
export interface SleepWords {
  readonly sentence: string;
  readonly evidence?: string;
}

function wordsOf(sleep: GpuSleep, data: Now): SleepWords {
  const state = stateOf(data, sleep.id);
  const isNow = sleep.to >= data.endSeconds - data.stepSeconds && state?.state === sleep.state;
  if (isNow) return { sentence: sentenceOf(state, data.endSeconds), evidence: state.evidence };
  const [from = '', to = ''] = [sleep.from, sleep.to].map((at) => formatMoment(at, data.endSeconds));
  return { sentence: gpuText.between(gpuText[sleep.state], from, to) };
}

/** The intervals of what is drawn as these series. */
export function sleepIn({ sleep }: Pick<Now, 'sleep'>, series: readonly Series[]): readonly GpuSleep[] {
  return sleep.filter(({ id }) => series.some((one) => one.id === id));
}

/** What is said of each series at a time of the chart: that it was not asked, else nothing. */
export function sleepAt(data: Now, series: readonly Series[], time: number): readonly (SleepWords | undefined)[] {
  return series.map(({ id }) => {
    const sleep = data.sleep.find((one) => one.id === id && time > one.from && time <= one.to);
    return sleep === undefined ? undefined : wordsOf(sleep, data);
  });
}

/** All of a chart's sleep in one sentence, for who does not see it; undefined where there was none. */
export function spokenSleep(data: Now, series: readonly Series[], names: readonly string[]): string | undefined {
  const intervals = sleepIn(data, series).slice(-MOST_SPOKEN);
  if (intervals.length === 0) return undefined;
  return gpuText.sleepLabel(
    intervals.map((sleep) => {
      const name = names[series.findIndex(({ id }) => id === sleep.id)] ?? '';
      const { sentence, evidence } = wordsOf(sleep, data);
      const words = evidence === undefined ? sentence : `${sentence} (${evidence})`;
      return series.length === 1 ? words : gpuText.stateOf(name, words);
    }),
  );
}
