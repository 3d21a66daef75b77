// The statistics of repeated measurements.

/** The middle value; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}

/** One line of the report: ours beside a peer's, in the same unit. `goal` is the largest ratio that is good enough. */
export interface Row {
  readonly work: string;
  /** What was measured of ours: a whole process, a part of one. */
  readonly how: string;
  /** A program that did the same; a limit, where ours is to stay below a number. */
  readonly peer: string;
  readonly unit: 's' | '%' | 'MB' | 'n';
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly goal: number;
}

/** A row with its medians and ratio. */
export interface Result extends Row {
  readonly oursMedian: number;
  readonly theirsMedian: number;
  readonly ratio: number;
  readonly isMet: boolean;
}

/** The result of a row. */
export function resultOf(row: Row): Result {
  const oursMedian = median(row.ours);
  const theirsMedian = median(row.theirs);
  const ratio = oursMedian / theirsMedian;
  return { ...row, oursMedian, theirsMedian, ratio, isMet: ratio <= row.goal };
}

/** Both sides in turn, `runs` times after a pair that warms caches and counts for nothing. Each is told its number. */
export async function inTurn(
  runs: number,
  ours: (round: number) => Promise<number>,
  theirs: (round: number) => Promise<number>,
): Promise<Pick<Row, 'ours' | 'theirs'>> {
  const measured: { ours: number; theirs: number }[] = [];
  for (let round = 0; round <= runs; round++) {
    measured.push({ ours: await ours(round), theirs: await theirs(round) });
  }
  const counted = measured.slice(1);
  return { ours: counted.map((pair) => pair.ours), theirs: counted.map((pair) => pair.theirs) };
}

/** How long something takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
