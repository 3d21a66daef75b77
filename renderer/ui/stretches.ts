// Samples over time as stretches without a gap, for lines that must not bridge one.

/** `[unixSeconds, value | null]`, oldest first. */
export type Points = readonly (readonly [number, number | null])[];

/** Samples that follow each other. A null is a gap, and so is more than `gapSeconds` without a sample, told or not. */
export function stretchesOf(
  points: Points,
  gapSeconds = Number.POSITIVE_INFINITY,
): readonly (readonly (readonly [number, number])[])[] {
  const stretches: (readonly [number, number])[][] = [];
  let last: number | undefined;
  for (const [time, value] of points) {
    if (value === null) {
      last = undefined;
      continue;
    }
    if (last === undefined || time - last > gapSeconds) stretches.push([]);
    stretches.at(-1)?.push([time, value]);
    last = time;
  }
  return stretches;
}
