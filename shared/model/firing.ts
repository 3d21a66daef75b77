// The alerts that fire: apart from their schema, which the page's first script does without.
import type { Alert, AlertReport } from './alert.ts';

/** Those that fire: neither silenced nor inhibited. */
export function firingOf(report: AlertReport | null | undefined): readonly Alert[] {
  const alerts = report == null || report.state === 'noAlerting' ? [] : (report.alerts ?? []);
  return alerts.filter(({ state }) => state === 'firing');
}
