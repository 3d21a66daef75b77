// Lays the answer to a free query out as a table of text: one row per series or sample.
import { assertNever } from '../../shared/assert-never.ts';
import type { QueryResult } from './answers.ts';

/** A table. Every row has as many cells as there are columns; a label that a series lacks is an empty cell. */
export interface QueryTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Instant vector: labels and value. Matrix: also the time, one row per sample. Scalar and string: the value alone. A native
 * histogram is called that. No more than `maxRows`, the first ones.
 */
export function queryRows(result: QueryResult, maxRows: number = Number.POSITIVE_INFINITY): QueryTable {
  switch (result.resultType) {
    case 'vector': {
      const labels = labelNames(result.result);
      const shown = result.result.slice(0, maxRows);
      const rows = shown.map(({ metric, value }) => [...cells(metric, labels), value?.[1] ?? HISTOGRAM]);
      return { columns: [...labels, 'value'], rows };
    }
    case 'matrix': {
      const labels = labelNames(result.result);
      const rows: string[][] = [];
      for (const series of result.result) {
        const head = cells(series.metric, labels);
        for (const [seconds, value] of samplesOf(series).slice(0, maxRows - rows.length)) {
          rows.push([...head, timeOf(seconds), value]);
        }
      }
      return { columns: [...labels, 'time', 'value'], rows };
    }
    case 'scalar':
    case 'string':
      return { columns: ['value'], rows: [[result.result[1]]] };
    default:
      return assertNever(result);
  }
}

/** How many rows there are in all. */
export function rowCount(result: QueryResult): number {
  if (result.resultType === 'vector') return result.result.length;
  if (result.resultType !== 'matrix') return 1;
  return result.result.reduce((count, { values, histograms }) => count + values.length + (histograms?.length ?? 0), 0);
}

const HISTOGRAM = 'histogram';

/** Beyond it a `Date` has no text. */
const LAST_SECONDS = 8.64e12;

function timeOf(seconds: number): string {
  return Math.abs(seconds) > LAST_SECONDS ? String(seconds) : new Date(seconds * 1000).toISOString();
}

type Series = Extract<QueryResult, { resultType: 'matrix' }>['result'][number];

/** Oldest first, values and histograms as they come. */
function samplesOf({ values, histograms }: Series): readonly (readonly [number, string])[] {
  if (histograms == null) return values;
  const named = histograms.map(([seconds]): readonly [number, string] => [seconds, HISTOGRAM]);
  return [...values, ...named].sort(([a], [b]) => a - b);
}

/** All labels of all series: the metric's name first, then by alphabet. */
function labelNames(series: readonly { readonly metric: Readonly<Record<string, string>> }[]): string[] {
  const names = new Set(series.flatMap(({ metric }) => Object.keys(metric)));
  return [...names].sort((a, b) => Number(b === '__name__') - Number(a === '__name__') || a.localeCompare(b, 'en'));
}

function cells(metric: Readonly<Record<string, string>>, labels: readonly string[]): string[] {
  return labels.map((label) => metric[label] ?? '');
}
