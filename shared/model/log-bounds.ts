// The bound on what is sought in a log's past, for page and main process.

/** In characters: more than anybody types, and less than Loki takes. */
export const MOST_SOUGHT = 10_000;
