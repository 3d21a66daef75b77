// The verdict with alerts in it: a cluster with a critical one is no longer called healthy.
import type { AlertReport } from '../../shared/model/alert.ts';
import { firingOf } from '../../shared/model/firing.ts';
import type { Verdict } from '../../shared/model/overview.ts';

/**
 * A critical alert makes a healthy stack `degraded`, and is its reason. Any other verdict has a reason of its own that
 * comes first; warnings are for the page to show. Alerts that could not be read now say nothing.
 */
export function withAlerts(verdict: Verdict, report: AlertReport | null): Verdict {
  if (verdict.level !== 'healthy' || report?.state !== 'known') return verdict;
  const critical = firingOf(report).filter(({ severity }) => severity === 'critical');
  const [first] = critical;
  if (first === undefined) return verdict;
  const sentence = critical.length === 1 ? 'A critical alert fires' : `${critical.length} critical alerts fire`;
  return { level: 'degraded', sentence, reason: `${first.name}: ${first.summary}` };
}
