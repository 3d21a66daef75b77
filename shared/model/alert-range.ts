// The ranges of time over which alerts are told: apart from their schemas, which the page does without.

/** What fired, and how exactly: what begins and ends is known to the step. */
export const HISTORY_SECONDS = 7 * 86_400;
export const HISTORY_STEP_SECONDS = 300;

/** What an alert watches over. */
export const THRESHOLD_RANGE_SECONDS = 6 * 3_600;
