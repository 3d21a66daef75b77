// The values of PromQL: what is stored as series, and what an expression makes of them.

/** The labels of a series; its name is `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** A series of samples, as a function of time. Times are unix seconds. */
export interface Series {
  readonly labels: Labels;
  /** The times of the samples in (from, to], oldest first. */
  times(fromSeconds: number, toSeconds: number): readonly number[];
  /** The sample at one of those times. */
  at(seconds: number): number;
  /** The time of the last sample that still counts at this time; undefined when the series is stale. */
  last(seconds: number): number | undefined;
}

/** Where series come from. */
export interface Source {
  /** All series with this name (`undefined`: all). */
  series(name: string | undefined): readonly Series[];
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** A number, or one sample for each of several series. */
export type Value = number | readonly Sample[];

/** One metric of an exporter: a value for every time. */
export interface Metric {
  readonly name: string;
  readonly labels: Labels;
  readonly at: (seconds: number) => number;
  /** Whether it is on the exporter's page at all. Default: always. */
  readonly isThere?: (seconds: number) => boolean;
}
