// The bounds of a silence: apart from its schemas, which the page does without.

/** The longest that one may last: who wants more switches the rule off. */
export const LONGEST_SILENCE_MS = 31 * 86_400_000;
