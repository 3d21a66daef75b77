// Samples as the lines of a small chart. Gaps stay gaps, and nothing is ever filled in.
import { type Points, stretchesOf } from '../../ui/stretches.ts';

/** What is drawn, in a box of `width` × `height` with the origin at the top left. */
export interface Drawn {
  /** The `d` of an SVG path: a piece for each stretch without a gap. */
  readonly path: string;
  /** Samples with a gap on both sides, which no line can show. */
  readonly dots: readonly (readonly [number, number])[];
}

interface Frame {
  readonly from: number;
  readonly to: number;
  /** The value at the top; the bottom is zero. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly stepSeconds: number;
}

export function drawn(points: Points, { from, to, top, width, height, stepSeconds }: Frame): Drawn {
  const place = ([time, value]: readonly [number, number]) =>
    [
      round(((time - from) / Math.max(1, to - from)) * width),
      round(height - (Math.min(top, Math.max(0, value)) / Math.max(top, 1e-12)) * height),
    ] as const;
  const shown = points.filter(([time]) => time >= from);
  // Two steps without a sample are a gap.
  const stretches = stretchesOf(shown, 2 * stepSeconds);
  return {
    path: stretches
      .filter(({ length }) => length > 1)
      .map((stretch) => `M${stretch.map((point) => place(point).join(' ')).join('L')}`)
      .join(''),
    dots: stretches.filter(({ length }) => length === 1).flatMap((stretch) => stretch.map(place)),
  };
}

/** The highest and the newest sample; null where there is none. The newest is none once it is older than two steps. */
export function extremesOf(
  points: Points,
  nowSeconds: number,
  stepSeconds: number,
): { readonly highest: number | null; readonly newest: number | null } {
  let highest: number | null = null;
  for (const [, value] of points) if (value !== null && (highest === null || value > highest)) highest = value;
  const last = points.findLast(([, value]) => value !== null);
  const isPresent = last !== undefined && last[0] >= nowSeconds - 2 * Math.max(stepSeconds, 15);
  return { highest, newest: isPresent ? last[1] : null };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
