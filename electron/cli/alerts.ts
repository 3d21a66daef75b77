// `odin alerts`: what fires, and what to do about it.
import { AppError } from '../../shared/errors.ts';
import type { Alert, AlertReport } from '../../shared/model/alert.ts';
import { firingOf } from '../../shared/model/firing.ts';
import { formatRef } from '../../shared/model/object.ts';
import { age } from './age.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import type { Block } from './table.ts';
import { type Tone, toned } from './tone.ts';

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

const SEVERITY_TONES: Readonly<Record<Alert['severity'], Tone>> = { critical: 'bad', warning: 'warn', info: 'none' };

/** A table, then for each alert that fires what to do. */
export function alertsText(report: AlertReport, now: number): Block[] {
  if (report.state !== 'known') return [report.reason];
  const { alerts, note } = report;
  const firing = firingOf(report);
  const rows = alerts.map(({ severity, state, name, since, object, summary }) => [
    state === 'firing' ? toned(SEVERITY_TONES[severity], severity) : toned('none', `${severity}, ${state}`),
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
    ...(rows.length === 0 ? [] : [{ heading: ['SEVERITY', 'ALERT', 'FOR', 'ABOUT', 'SUMMARY'], rows }]),
    ...(firing.length === 0 ? ['Nothing fires.'] : []),
    ...actions,
  ];
}
