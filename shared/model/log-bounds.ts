// The bounds of a log that is looked at: what is sought in its past, how far back an address leads, which kinds have one.

/** In characters: more than anybody types, and less than Loki takes. */
export const MOST_SOUGHT = 10_000;

/** How far back a log is read, by the name that its address has; in ms. */
export const LOG_SPANS = { '15m': 900_000, '1h': 3_600_000, '6h': 21_600_000, '24h': 86_400_000, '7d': 604_800_000 };
export type LogSpan = keyof typeof LOG_SPANS;

export const isLogSpan = (text: string): text is LogSpan => Object.hasOwn(LOG_SPANS, text);

/** What makes pods, or is one. */
const WITH_LOG = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'];

/** Whether an object of that kind has a log. */
export function hasLog(kind: string): boolean {
  return WITH_LOG.includes(kind);
}

/** The longest name of a container. */
export const LONGEST_CONTAINER = 253;
