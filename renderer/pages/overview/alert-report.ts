// The alerts that are left to tell, when those that belong to a problem are told with it.
import type { Alert, AlertReport } from '../../../shared/model/alert.ts';
import type { Problem } from '../../../shared/model/overview.ts';

/** The report without the alerts that are folded into a problem. */
export function withoutFolded(report: AlertReport, problems: readonly Problem[]): AlertReport {
  if (report.state === 'noAlerting' || report.alerts === undefined) return report;
  const folded = new Set(problems.flatMap(({ alerts }) => alerts));
  return { ...report, alerts: report.alerts.filter(({ fingerprint }) => !folded.has(fingerprint)) };
}

/** The alerts that are told with a problem. */
export function foldedInto({ alerts }: Problem, report: AlertReport | undefined): readonly Alert[] {
  if (report === undefined || report.state === 'noAlerting') return [];
  return (report.alerts ?? []).filter(({ fingerprint }) => alerts.includes(fingerprint));
}

/** Whether there is nothing to tell: no alert in any state, and nothing that limits what is known. */
export function isQuiet(report: AlertReport): boolean {
  return report.state === 'known' && report.alerts.length === 0 && report.note === undefined;
}
