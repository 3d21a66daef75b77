// The lines of a chart: which series are drawn, how they look, and their points.
import type { ExploreLine, ExploreLines } from '../../../shared/model/explore.ts';

/** More of them nobody tells apart. */
export const MOST_LINES = 20;

const HUES = ['gpu', 'host', 'heat', 'magenta'] as const;
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '4 2'] as const;

/** A series that is drawn, with its number among all that were told. */
export interface Line {
  readonly index: number;
  readonly series: ExploreLine;
}

/** One time on the axis; `values[i]` belongs to line i. */
export interface LineRow {
  /** Unix seconds. */
  readonly time: number;
  readonly values: readonly (number | null)[];
}

/** The first ones, or the one that a person has chosen. */
export function linesOf(series: readonly ExploreLine[], alone: number | undefined): readonly Line[] {
  const all = series.map((one, index) => ({ index, series: one }));
  return alone === undefined ? all.slice(0, MOST_LINES) : all.filter(({ index }) => index === alone);
}

/** Colour and dashes of a series: the same whoever else is drawn, different for each of twenty. */
export function lookOf(index: number): { readonly stroke: string; readonly dash: string } {
  const hue = HUES[index % HUES.length] ?? HUES[0];
  return { stroke: `var(--${hue})`, dash: DASHES[Math.floor(index / HUES.length) % DASHES.length] ?? '' };
}

/** Oldest first, one for each step. */
export function lineRows(
  { startSeconds, endSeconds, stepSeconds }: Pick<ExploreLines, 'startSeconds' | 'endSeconds' | 'stepSeconds'>,
  lines: readonly Line[],
): readonly LineRow[] {
  const length = Math.round((endSeconds - startSeconds) / stepSeconds) + 1;
  return Array.from({ length }, (_, step) => ({
    time: startSeconds + step * stepSeconds,
    values: lines.map(({ series }) => series.values[step] ?? null),
  }));
}

/** The lowest and the highest of what is drawn; undefined where nothing is. */
export function spanOf(lines: readonly Line[]): { readonly lowest: number; readonly highest: number } | undefined {
  let span: { lowest: number; highest: number } | undefined;
  for (const { series } of lines) {
    for (const value of series.values) {
      if (value === null) continue;
      span = { lowest: Math.min(span?.lowest ?? value, value), highest: Math.max(span?.highest ?? value, value) };
    }
  }
  return span;
}

/** The newest number, unless it is older than two steps: an old one must not pass for the present one. */
export function latestOf({ values }: ExploreLine): number | null {
  return values.slice(-3).findLast((value) => value !== null) ?? null;
}

/** The steps of samples with a gap on both sides: a line cannot show them, so they are drawn as dots. */
export function lonelySteps({ values }: ExploreLine): readonly number[] {
  return values.flatMap((value, step) => {
    const isLonely = value !== null && (values[step - 1] ?? null) === null && (values[step + 1] ?? null) === null;
    return isLonely ? [step] : [];
  });
}
