// A line with fewer points, for a place that is small.

type Point = [number, number | null];

/**
 * As many neighbours become one as bring it to at most `most` points: their mean, at the time of the last of them. Null where none of
 * them has a value, so that a gap stays one.
 */
export function thinned(points: readonly (readonly [number, number | null])[], most: number): Point[] {
  const size = Math.max(1, Math.ceil(points.length / most));
  const length = Math.ceil(points.length / size);
  // Counted from the end: the newest is what is looked at.
  return Array.from({ length }, (_, index) => {
    const end = points.length - (length - 1 - index) * size;
    const group = points.slice(Math.max(0, end - size), end);
    const known = group.flatMap(([, value]) => (value === null ? [] : [value]));
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    return [group.at(-1)?.[0] ?? 0, known.length === 0 ? null : mean];
  });
}
