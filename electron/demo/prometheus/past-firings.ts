// The alerts of the demo's simulated week: a laptop that ran low on its battery, and once could not set its clock.
import type { AlertRule } from './alert-rules.ts';
import type { KnownFiring } from './firing-log.ts';

const HOUR = 3_600;
const MINUTE = 60;

/** Since the week began, in seconds. Nothing that a chart of the demo shows otherwise. */
const WEEK = [
  { rule: 'NodeBatteryLow', of: { power_supply: 'BAT0' }, at: 31 * HOUR, lasted: 24 * MINUTE },
  { rule: 'NodeBatteryLow', of: { power_supply: 'BAT0' }, at: 78 * HOUR, lasted: 52 * MINUTE },
  { rule: 'NodeClockUnsynchronised', of: {}, at: 102 * HOUR, lasted: 3 * HOUR },
  { rule: 'NodeBatteryLow', of: { power_supply: 'BAT0' }, at: 145 * HOUR, lasted: 17 * MINUTE },
] as const;

/** Of the rules that are loaded. `startSeconds`: when the week began, in unix seconds. */
export function pastFirings(
  rules: ReadonlyMap<string, AlertRule>,
  instance: string,
  startSeconds: number,
): readonly KnownFiring[] {
  return WEEK.flatMap(({ rule: name, of, at, lasted }) => {
    const rule = rules.get(name);
    if (rule === undefined) return [];
    const from = startSeconds + at;
    return [{ labels: { alertname: name, instance, ...of, ...rule.labels }, from, to: from + lasted }];
  });
}
