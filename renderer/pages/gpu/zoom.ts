// The stretch of time that charts are zoomed to: in the page's address, so that Back works and a link can be sent. Pure.
import { LONGEST_RANGE_SECONDS } from '../../../shared/model/metric-name.ts';

/** Both in whole unix seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Shorter ones have too few scrapes to be a line. */
const SHORTEST_SECONDS = 60;

/** What an address zooms to; undefined where it does not, or to no stretch that can be. */
export function zoomIn(hash: string): Stretch | undefined {
  const at = hash.indexOf('?');
  if (at < 0) return undefined;
  const query = new URLSearchParams(hash.slice(at + 1));
  const [from, to] = ['from', 'to'].map((name) => wholeSeconds(query.get(name)));
  if (from === undefined || to === undefined) return undefined;
  const length = to - from;
  return length < SHORTEST_SECONDS || length > LONGEST_RANGE_SECONDS ? undefined : { from, to };
}

function wholeSeconds(text: string | null): number | undefined {
  return text !== null && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** The same page, zoomed to a stretch; without one, not zoomed. */
export function zoomAddress(hash: string, stretch: Stretch | undefined): string {
  const [page = '', asked = ''] = hash.split('?', 2);
  const query = new URLSearchParams(asked);
  query.delete('from');
  query.delete('to');
  if (stretch !== undefined) {
    query.set('from', String(stretch.from));
    query.set('to', String(stretch.to));
  }
  const text = query.toString().replaceAll('%2F', '/');
  return text === '' ? page : `${page}?${text}`;
}

/** A stretch that can be shown: in whole seconds, neither too short nor too long, and not after `now`. */
export function fitting({ from, to }: Stretch, now: number): Stretch {
  const length = Math.round(Math.min(LONGEST_RANGE_SECONDS, Math.max(SHORTEST_SECONDS, to - from)));
  const end = Math.floor(Math.min(now, (from + to + length) / 2));
  return { from: end - length, to: end };
}

/** Later by half of its length; `by` -1 is earlier. */
export function moved({ from, to }: Stretch, by: 1 | -1, now: number): Stretch {
  const half = ((to - from) / 2) * by;
  return fitting({ from: from + half, to: to + half }, now);
}

/** Half as long around the same middle, or twice as long. */
export function scaled({ from, to }: Stretch, factor: 0.5 | 2, now: number): Stretch {
  const middle = (from + to) / 2;
  const half = ((to - from) / 2) * factor;
  return fitting({ from: middle - half, to: middle + half }, now);
}

/** The plot of a chart within its element, in pixels from the left. */
export interface Plot {
  readonly left: number;
  readonly width: number;
}

/** The time at a place of the plot, at its edge for a place outside. */
export function timeAt(x: number, plot: Plot, { from, to }: Stretch): number {
  const share = plot.width <= 0 ? 0 : Math.min(1, Math.max(0, (x - plot.left) / plot.width));
  return from + share * (to - from);
}
