// Reads Prometheus' durations. Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations

const UNIT_SECONDS = new Map([
  ['y', 31_536_000],
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
  ['ms', 0.001],
]);
const WHOLE = /^(?:\d+(?:ms|[ywdhms]))+$/;
const PART = /(\d+)(ms|[ywdhms])/g;

/** `1m30s` as 90; undefined for what is no duration. */
export function durationSeconds(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit = ''] of text.matchAll(PART)) {
    seconds += Number(amount) * (UNIT_SECONDS.get(unit) ?? 0);
  }
  return seconds;
}
