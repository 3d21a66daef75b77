// `odin alerts`: what fires, and what to do about it.

import { AppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import { firingOf } from '../../shared/model/firing.ts';
import { formatRef } from '../../shared/model/object.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { formatTable } from './table.ts';

/** `different` when something fires; silenced and inhibited alerts are listed, and are none of it. */
export async function runAlerts(invocation: Invocation): Promise<number> {
  const { console, signal } = invocation;
  const report = await withSession(invocation, async (session) => {
    // A cluster that refuses, or does not answer, says so itself.
    await session.watch.first(signal);
    return session.alerts.list(signal);
  });
  if (report.state === 'unreachable') {
    throw new AppError('unavailable', report.reason, report.remedy === undefined ? {} : { remedy: report.remedy });
  }
  console.result(report, alertsText(report, Date.now()));
  return firingOf(report).length === 0 ? EXIT.ok : EXIT.different;
}

/** A table, then for each alert that fires what to do. */
export function alertsText(report: AlertReport, now: number): string {
  if (report.state !== 'known') return report.reason;
  const { alerts, note } = report;
  const firing = firingOf(report);
  const rows = alerts.map(({ severity, state, name, since, object, summary }) => [
    state === 'firing' ? severity : `${severity}, ${state}`,
    name,
    age(now - since),
    object === undefined ? '-' : formatRef(object),
    summary,
  ]);
  const actions = firing.flatMap(({ name, summary, action }) =>
    action === undefined ? [] : ['', `${name}: ${summary}`, `  ${action}`],
  );
  return [
    ...(note === undefined ? [] : [note]),
    ...(rows.length === 0 ? [] : [formatTable(['SEVERITY', 'ALERT', 'FOR', 'ABOUT', 'SUMMARY'], rows)]),
    ...(firing.length === 0 ? ['Nothing fires.'] : []),
    ...actions,
  ].join('\n');
}

/** As kubectl writes ages. */
function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 2 * 3600) return `${Math.floor(seconds / 60)}m`;
  return seconds < 2 * 86_400 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
