// Alerts that began to fire.
import { assertNever } from '../../shared/assert-never.ts';
import type { Alert, AlertReport } from '../../shared/model/alert.ts';
import type { RecentEntry } from '../../shared/model/recent.ts';
import { sentenceOf } from './sentence.ts';

/** Those that fire now, each at the time when it began; why they are not known, where they are not. Pure. */
export function alertEntries(report: AlertReport): { readonly entries: RecentEntry[]; readonly missing?: string } {
  switch (report.state) {
    case 'known':
      return { entries: entriesOf(report.alerts) };
    case 'noAlerting':
      return { entries: [] };
    case 'unreachable':
      return { entries: entriesOf(report.alerts ?? []), missing: report.reason };
    default:
      return assertNever(report);
  }
}

const TONES = { critical: 'bad', warning: 'warn', info: 'info' } as const;

/** What was silenced is not to be heard of, and what is inhibited is said by another. */
function entriesOf(alerts: readonly Alert[]): RecentEntry[] {
  return alerts
    .filter(({ state }) => state === 'firing')
    .map(({ fingerprint, since, severity, summary, name, object }) => ({
      id: `alert/${fingerprint}/${since}`,
      at: since,
      kind: 'alert',
      tone: TONES[severity],
      sentence: sentenceOf(summary) || sentenceOf(name),
      ...(object === undefined ? {} : { object }),
    }));
}
