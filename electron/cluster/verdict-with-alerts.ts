// The verdict with alerts in it: a cluster with a critical one is no longer called healthy.
import type { AlertReport } from '../../shared/model/alert.ts';
import { firingOf } from '../../shared/model/firing.ts';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import { problemsOf } from './problems.ts';

/** What a critical alert makes degraded: nothing of it is as bad by itself. */
const MILDER = new Set<Verdict['level']>(['healthy', 'busy', 'unknown']);

/**
 * What fires joins the problems of a stack that is there. A critical alert makes it `degraded`, and is the reason where no part has
 * a worse one; warnings are for the page to show. Alerts that could not be read now say nothing.
 */
export function withAlerts(verdict: Verdict, overview: Overview | null, report: AlertReport | null): Verdict {
  const isThere = overview?.installed === true && !overview.stale && verdict.level !== 'unreachable';
  if (!isThere || report?.state !== 'known') return verdict;
  const firing = firingOf(report);
  if (firing.length === 0) return verdict;
  const problems = problemsOf(overview, firing);
  const critical = firing.filter(({ severity }) => severity === 'critical').length;
  const level = critical > 0 && MILDER.has(verdict.level) ? 'degraded' : verdict.level;
  const alertsAlone = critical === 1 ? 'A critical alert fires' : `${critical} critical alerts fire`;
  const sentence = verdict.level === 'healthy' && critical > 0 ? alertsAlone : verdict.sentence;
  const [first] = problems;
  if (level === 'healthy' || first === undefined) return { ...verdict, problems };
  return { ...verdict, level, sentence, reason: first.title, problems };
}
