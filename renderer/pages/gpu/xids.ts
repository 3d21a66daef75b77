// The XID errors of what is shown, as a chart and the line below the headline have them. Pure.
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { formatMoment } from '../../format/clock.ts';
import { gpuText } from '../../text/gpu.ts';

/** After these a GPU does not work reliably until it is reset: those that the stack's alert is about. */
const GRAVE: ReadonlySet<number> = new Set([48, 62, 64, 74, 79, 95, 119, 120]);

/** The part of the range that a cursor may be away from a flag: a step is less than the width of a pointer. */
const NEAR_SHARE = 0.01;

/** Of one reading. */
const MOST_AT_ONCE = 4;

type Told = Pick<MetricsRange, 'startSeconds' | 'endSeconds' | 'stepSeconds'>;

/** Whether the GPU itself is in trouble, not a program on it alone. */
export function isGrave(xid: number): boolean {
  return GRAVE.has(xid);
}

/** Those of a chart's GPUs in its time. */
export function xidsOf(xids: readonly GpuXid[], series: readonly Series[], { startSeconds, endSeconds }: Told) {
  return xids.filter(
    ({ gpu, atSeconds }) => atSeconds >= startSeconds && atSeconds <= endSeconds && series.some(({ id }) => id === gpu),
  );
}

/** What happened to each series at a time of the chart, or close to it: "XID 79: the GPU has fallen off the bus". */
export function xidsAt(
  xids: readonly GpuXid[],
  series: readonly Series[],
  data: Told,
  time: number,
): readonly (readonly string[])[] {
  const near = Math.max(data.stepSeconds, (data.endSeconds - data.startSeconds) * NEAR_SHARE);
  const close = xids.filter(({ atSeconds }) => Math.abs(atSeconds - time) <= near);
  return series.map(({ id }) => {
    const numbers = new Set(close.filter(({ gpu }) => gpu === id).map(({ xid }) => xid));
    return [...numbers].slice(0, MOST_AT_ONCE).map((xid) => gpuText.xid(xid));
  });
}

/** A kind of error of one GPU in what is shown. */
export interface XidLineText {
  readonly key: string;
  readonly isGrave: boolean;
  readonly sentence: string;
}

/** One line for each number of each GPU, what a GPU does not recover from first, then the newest first. */
export function xidLines(
  xids: readonly GpuXid[],
  gpus: readonly { readonly id: string; readonly label: string }[],
  data: Told,
): readonly XidLineText[] {
  const kinds = new Map<string, { readonly newest: GpuXid; readonly times: number }>();
  for (const one of xids) {
    if (one.atSeconds < data.startSeconds || one.atSeconds > data.endSeconds) continue;
    const key = `${one.gpu} ${one.xid}`;
    const known = kinds.get(key);
    const newest = known === undefined || one.atSeconds >= known.newest.atSeconds ? one : known.newest;
    kinds.set(key, { newest, times: (known?.times ?? 0) + 1 });
  }
  return [...kinds]
    .sort(
      ([, a], [, b]) =>
        Number(isGrave(b.newest.xid)) - Number(isGrave(a.newest.xid)) || b.newest.atSeconds - a.newest.atSeconds,
    )
    .flatMap(
      ([
        key,
        {
          newest: { gpu, xid, atSeconds },
          times,
        },
      ]) => {
        const label = gpus.find(({ id }) => id === gpu)?.label;
        if (label === undefined) return [];
        const sentence = gpuText.xidAt(xid, times, formatMoment(atSeconds, data.endSeconds));
        return [
          { key, isGrave: isGrave(xid), sentence: gpus.length === 1 ? sentence : gpuText.xidOf(label, sentence) },
        ];
      },
    );
}
