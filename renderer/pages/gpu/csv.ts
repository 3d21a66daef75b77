// A chart’s lines as CSV: a row for each time, a column for each line. Source: RFC 4180.
import type { Series } from '../../../shared/model/metrics.ts';
import { rowsOf } from './series.ts';

/** A cell that begins so is a formula to spreadsheets, and names come from a cluster. */
const FORMULA = /^[=+\-@\t\r]/;

/** `time,NVIDIA … (W)`; times as RFC 3339 in UTC, values in the unit of the metric, gaps left empty. */
export function csvOf(series: readonly Series[], names: readonly string[], unit: string): string {
  const head = ['time', ...names.map((name) => `${name} (${unit})`)];
  const lines = rowsOf(series).map(({ time, values }) => [
    new Date(time * 1_000).toISOString(),
    ...values.map((value) => (value === null ? '' : String(value))),
  ]);
  return [head.map(cellOf), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
