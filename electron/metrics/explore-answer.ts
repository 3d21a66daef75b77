// Makes what the page shows of Prometheus' answers to free PromQL: bounded, labels in order, values as text or as points.
import { assertNever } from '../../shared/assert-never.ts';
import type { ExploreInstant, ExploreLabels, ExploreLines } from '../../shared/model/explore.ts';
import { MOST_SAMPLES, MOST_SERIES } from '../../shared/model/explore-bounds.ts';
import type { QueryResult, RangeResult } from './answers.ts';
import { onGrid } from './result.ts';
import type { Grid } from './sampling.ts';

/** Beyond them a label says no more to a person. */
const MOST_LABELS = 100;
const MOST_NAME = 200;
const MOST_VALUE = 1_000;
/** A scalar has some twenty, a string as many as somebody typed. */
const MOST_TEXT = 2_000;

type Answer = Exclude<ExploreInstant['answer'], { kind: 'refused' }>;

/** The answer to an instant query. A native histogram has no value that could be told. */
export function instantAnswer(result: QueryResult): Answer {
  switch (result.resultType) {
    case 'scalar':
    case 'string':
      return { kind: 'single', type: result.resultType, value: cut(result.result[1], MOST_TEXT) };
    case 'vector': {
      const told = result.result.slice(0, MOST_SERIES);
      const series = told.map(({ metric, value }) => ({ labels: labelsOf(metric), value: textOf(value) }));
      return { kind: 'vector', series, left: result.result.length - told.length };
    }
    case 'matrix':
      return samplesAnswer(result);
    default:
      return assertNever(result);
  }
}

/** The answer to a range query on that grid. */
export function rangeAnswer({ result }: RangeResult, grid: Grid): ExploreLines {
  const drawable = result.filter(({ values }) => values.length > 0);
  const series = drawable.slice(0, MOST_SERIES).map(({ metric, values }) => ({
    labels: labelsOf(metric),
    values: onGrid(values, grid).map(([, value]) => value),
  }));
  const { startSeconds, endSeconds, stepSeconds } = grid;
  return {
    kind: 'lines',
    startSeconds,
    endSeconds,
    stepSeconds,
    series,
    left: drawable.length - series.length,
    histograms: result.length - drawable.length,
  };
}

function samplesAnswer({ result }: RangeResult): Answer {
  const samples: Extract<Answer, { kind: 'samples' }>['samples'] = [];
  let count = 0;
  for (const { metric, values, histograms } of result) {
    const told = [...values, ...(histograms ?? []).map(([seconds]): [number] => [seconds])];
    count += told.length;
    if (samples.length >= MOST_SAMPLES) continue;
    const labels = labelsOf(metric);
    const ordered = told.sort(([a], [b]) => a - b).slice(0, MOST_SAMPLES - samples.length);
    for (const sample of ordered) samples.push({ labels, seconds: sample[0], value: textOf(sample) });
  }
  return { kind: 'samples', samples, left: count - samples.length };
}

function textOf(sample: readonly [number, string?] | undefined): string | null {
  const value = sample?.[1];
  return value === undefined ? null : cut(value, MOST_TEXT);
}

function labelsOf(metric: Readonly<Record<string, string>>): ExploreLabels {
  return Object.entries(metric)
    .sort(([a], [b]) => Number(b === '__name__') - Number(a === '__name__') || (a < b ? -1 : 1))
    .slice(0, MOST_LABELS)
    .map(([name, value]) => [cut(name, MOST_NAME), cut(value, MOST_VALUE)]);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
