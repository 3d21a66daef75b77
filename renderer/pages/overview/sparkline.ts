// The last hour of a quantity as a small line: SVG paths from zero up, broken where nothing was measured.
import type { Tile } from '../../../shared/model/usage.ts';
import { stretchesOf } from '../../ui/stretches.ts';

/** The drawing's own measures; it is stretched to its tile. */
export const WIDTH = 100;
export const HEIGHT = 30;

/** An hour has 240 of them at the stack's interval; what is more is older. */
const MAX_POINTS = 720;

/** Room above the highest value where nothing says what the most is. */
const HEADROOM = 1.15;
const HOT_CELSIUS = 100;

type Point = readonly [x: number, y: number];

/** The line, and the area below it; both empty where nothing was measured. */
export function sparkline(tile: Pick<Tile, 'unit' | 'limit' | 'points'>): {
  readonly line: string;
  readonly area: string;
} {
  const points = tile.points.slice(-MAX_POINTS);
  const first = points[0]?.[0] ?? 0;
  const span = (points.at(-1)?.[0] ?? 0) - first;
  if (span <= 0) return { line: '', area: '' };
  const top = topOf(tile, points);
  const place = ([at, value]: Point): Point => [
    ((at - first) / span) * WIDTH,
    HEIGHT - Math.min(1, Math.max(0, value / top)) * HEIGHT,
  ];
  const runs = stretchesOf(points).map((stretch) => stretch.map(place));
  return { line: runs.map(lineOf).join(''), area: runs.map(areaOf).join('') };
}

/** The value at the upper edge: the limit, else what the quantity can reach, else a little above the highest. */
function topOf({ unit, limit }: Pick<Tile, 'unit' | 'limit'>, points: Tile['points']): number {
  const highest = points.reduce((most, [, value]) => Math.max(most, value ?? 0), 0);
  const known = unit === 'ratio' ? 1 : (limit ?? (unit === 'celsius' ? HOT_CELSIUS : highest * HEADROOM));
  return Math.max(known, highest, Number.MIN_VALUE);
}

/** A lone point is a line to itself, which a round cap makes a dot. */
function lineOf(run: readonly Point[]): string {
  const [start = '', ...rest] = run.map(pair);
  return `M${start}L${(rest.length === 0 ? [start] : rest).join(' ')}`;
}

function areaOf(run: readonly Point[]): string {
  const left = run[0]?.[0] ?? 0;
  const right = run.at(-1)?.[0] ?? left;
  return left === right ? '' : `M${round(left)},${HEIGHT}L${run.map(pair).join(' ')} ${round(right)},${HEIGHT}Z`;
}

function pair([x, y]: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
