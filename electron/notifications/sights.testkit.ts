// Sights and moments of tests: the cluster "home", its problems and a clock at noon.
import { NOTIFICATION_DEFAULTS } from '../../shared/model/desktop-notification.ts';
import type { Problem, Verdict } from '../../shared/model/overview.ts';
import type { Moment } from './tell.ts';
import type { Sight } from './things.ts';

export const NOON = 12 * 60;

export function problem(id: string, more: Partial<Problem> = {}): Problem {
  return { id, tone: 'warn', title: `${id} is ill`, actions: [], alerts: [], evidence: [], ...more };
}

export function sight(problems: readonly Problem[], more: Partial<Sight> & { level?: Verdict['level'] } = {}): Sight {
  const { level = problems.length === 0 ? 'healthy' : 'degraded', ...rest } = more;
  const verdict = { level, sentence: 'Words', problems: [...problems] };
  return { cluster: { id: 'a#home', name: 'home' }, verdict, areAlertsKnown: true, ...rest };
}

export const unreachable = sight([], { level: 'unreachable' });

export function moment(at: number, seen: Sight | null, more: Partial<Moment> = {}): Moment {
  return { sight: seen, at, minute: NOON, settings: NOTIFICATION_DEFAULTS, ...more };
}

/** Quiet from 22:00 to 07:00. */
export const quietNights = {
  ...NOTIFICATION_DEFAULTS,
  quietHours: { ...NOTIFICATION_DEFAULTS.quietHours, isOn: true },
};
