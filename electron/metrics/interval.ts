// The interval at which exporters are scraped, read off the samples that they left: whoever speaks Prometheus' API has these, while only
// Prometheus itself tells its targets and their intervals.
import type { QueryResult } from './answers.ts';
import type { Exporter } from './exporters.ts';

/** Prometheus' own default is 1m; ODIN's stack and most others set 15 s. */
const USUAL_SECONDS = 15;

/** Long enough for some samples at 5 min each, and short enough for one that comes each 5 s. */
export const WATCHED_SECONDS = 1_200;

/** Beyond it nobody could tell an interval from an outage. */
const LONGEST_SECONDS = 600;

/** A series with fewer says little: one lost scrape would be half of its intervals. */
const SAMPLES_TO_KNOW = 4;

/** PromQL of the raw samples of an exporter, as an instant query. */
export function samplesPromql({ infoMetrics }: Pick<Exporter, 'infoMetrics'>): string {
  const selector = infoMetrics.length === 1 ? infoMetrics[0] : `{__name__=~"${infoMetrics.join('|')}"}`;
  return `${selector}[${WATCHED_SECONDS}s]`;
}

/**
 * Seconds between two samples: the middle one of each series' distances, so that an outage counts as one of many, and of
 * the series that of the slowest. Undefined where no series has two samples, or the answer is no range vector.
 */
export function intervalIn(answer: QueryResult): number | undefined {
  if (answer.resultType !== 'matrix') return undefined;
  const times = answer.result.map(({ values, histograms }) =>
    [...values, ...(histograms ?? [])].map(([seconds]) => seconds).sort((a, b) => a - b),
  );
  const telling = times.filter(({ length }) => length >= SAMPLES_TO_KNOW);
  const intervals = (telling.length > 0 ? telling : times).flatMap((series) => middle(distances(series)) ?? []);
  const slowest = intervals.reduce((most, one) => Math.max(most, one), 0);
  return slowest > 0 ? rounded(Math.min(slowest, LONGEST_SECONDS)) : undefined;
}

/** From a count alone, as of a program that answers no raw samples: too long where there were gaps, never too short. */
export function intervalOfCount(rangeSeconds: number, samples: number): number | undefined {
  return samples > 1 ? rounded(Math.min(rangeSeconds / samples, LONGEST_SECONDS)) : undefined;
}

/** An exporter that left no samples lately is taken to have been like the slowest of all. */
export function slowestOr(intervals: readonly (number | undefined)[]): number {
  return intervals.reduce<number>((most, one) => Math.max(most, one ?? 0), 0) || USUAL_SECONDS;
}

function distances(times: readonly number[]): readonly number[] {
  return times.slice(1).flatMap((time, index) => {
    const distance = time - (times[index] ?? time);
    return distance > 0 ? [distance] : [];
  });
}

function middle(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Scrapes come some milliseconds early or late. */
function rounded(seconds: number): number {
  return seconds >= 2 ? Math.round(seconds) : Math.max(0.1, Math.round(seconds * 10) / 10);
}
