// Lays the answer to a free query out as a table of text: one row per series or sample.
import { assertNever } from '../../shared/assert-never.ts';
import type { QueryResult } from './answers.ts';

/** A table. Every row has as many cells as there are columns; a label that a series lacks is an empty cell. */
export interface QueryTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Instant vector: labels and value. Matrix: also the time, one row per sample. Scalar and string: the value alone. */
export function queryRows(result: QueryResult): QueryTable {
  switch (result.resultType) {
    case 'vector': {
      const labels = labelNames(result.result);
      const rows = result.result.map(({ metric, value }) => [...cells(metric, labels), value?.[1] ?? 'histogram']);
      return { columns: [...labels, 'value'], rows };
    }
    case 'matrix': {
      const labels = labelNames(result.result);
      const rows = result.result.flatMap(({ metric, values }) =>
        values.map(([seconds, value]) => [...cells(metric, labels), new Date(seconds * 1000).toISOString(), value]),
      );
      return { columns: [...labels, 'time', 'value'], rows };
    }
    case 'scalar':
    case 'string':
      return { columns: ['value'], rows: [[result.result[1]]] };
    default:
      return assertNever(result);
  }
}

/** All labels of all series: the metric's name first, then by alphabet. */
function labelNames(series: readonly { readonly metric: Readonly<Record<string, string>> }[]): string[] {
  const names = new Set(series.flatMap(({ metric }) => Object.keys(metric)));
  return [...names].sort((a, b) => Number(b === '__name__') - Number(a === '__name__') || a.localeCompare(b, 'en'));
}

function cells(metric: Readonly<Record<string, string>>, labels: readonly string[]): string[] {
  return labels.map((label) => metric[label] ?? '');
}
