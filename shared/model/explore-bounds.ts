// The bounds of free PromQL: how much is asked, how much of an answer is shown, and over which times.

/** The longest expression, in characters. */
export const MOST_EXPRESSION_CHARACTERS = 10_000;

/** Nobody reads more of them, and a table or a chart of more takes the page seconds. */
export const MOST_SERIES = 500;

/** Rows of a range vector, which has one for each sample. */
export const MOST_SAMPLES = 10_000;

/** Points of a series, as Prometheus itself bounds them. */
export const MOST_POINTS = 11_000;

/** What a completion offers of names and values. */
export const MOST_NAMES = 10_000;

/** What a chart covers, in seconds. */
export const EXPLORE_RANGES_SECONDS = [900, 3600, 21_600, 86_400] as const;
export type ExploreRange = (typeof EXPLORE_RANGES_SECONDS)[number];
