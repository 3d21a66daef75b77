// Decides how finely a range is sampled, and how far back each point may look.

/** Steps that charts use: multiples of 5 s below a minute and of 15 s above, so that grids of neighbouring zooms share points. */
const STEPS_SECONDS = [5, 15, 30, 60, 120, 240] as const;

/** As many points as a chart shows on a usual screen without two of them sharing a pixel column. */
const MAX_POINTS = 360;

/** Times in unix seconds; `start` and `end` are multiples of the step and both have a point. */
export interface Grid {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly stepSeconds: number;
}

/** Time windows of a query, in whole seconds; {@link windowsFor} says how they are chosen and why. */
export interface Windows {
  /** The age that a gauge's value may have. */
  readonly gaugeSeconds: number;
  /** The time that a counter's rate is taken over. */
  readonly rateSeconds: number;
  /** True: a gauge is averaged over its window, one of many samples; false: its last sample is taken. */
  readonly average: boolean;
  /** The extreme of its window is taken of a gauge instead. */
  readonly extreme?: 'min' | 'max';
}

/** The smallest step with which `rangeSeconds` has at most 360 steps. */
export function stepFor(rangeSeconds: number): number {
  return (
    STEPS_SECONDS.find((step) => rangeSeconds / step <= MAX_POINTS) ?? Math.ceil(rangeSeconds / MAX_POINTS / 60) * 60
  );
}

/**
 * The grid of the last `rangeSeconds`. It only moves by whole steps, so that a chart that is asked again shows the same
 * points at the same places, and Prometheus is asked the same question.
 */
export function gridFor(rangeSeconds: number, nowSeconds: number): Grid {
  const stepSeconds = stepFor(rangeSeconds);
  const endSeconds = Math.floor(nowSeconds / stepSeconds) * stepSeconds;
  return { startSeconds: endSeconds - Math.floor(rangeSeconds / stepSeconds) * stepSeconds, endSeconds, stepSeconds };
}

/**
 * The windows that keep gaps gaps.
 *
 * A bare selector answers with a sample that is up to 5 minutes old (`--query.lookback-delta`). A target that vanishes
 * is marked stale and so ends at once, but when Prometheus itself was away nobody marked anything, and its outage would
 * be painted over. A range selector `x[w]` takes only what lies in `(t - w, t]`, whoever was away, so the window decides:
 *
 * - A gauge looks back two scrapes: one lost scrape is no gap, an outage of more than that is.
 * - A rate needs two samples in its window and so looks back three: it ends where a gauge ends, two scrapes after the
 *   last sample.
 * - Where a step is longer than that, the window is the step: every sample counts exactly once, and gauges are averaged
 *   (the last sample alone would hide or exaggerate a burst by chance). A gap shorter than a step cannot be seen there.
 */
export function windowsFor(stepSeconds: number, scrapeIntervalSeconds: number): Windows {
  const gaugeSeconds = Math.max(stepSeconds, Math.ceil(2 * scrapeIntervalSeconds));
  return {
    gaugeSeconds,
    rateSeconds: Math.max(stepSeconds, Math.ceil(3 * scrapeIntervalSeconds)),
    average: stepSeconds >= gaugeSeconds,
  };
}
