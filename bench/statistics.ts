// What is said of repeated measurements.

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
  readonly peer: string;
  readonly unit: 's' | '%' | 'MB';
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
