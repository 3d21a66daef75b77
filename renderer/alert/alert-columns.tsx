// The columns of a table of alerts: the sentence with its shape, what it is about, since when.
import type { Alert } from '../../shared/model/alert.ts';
import { formatAge } from '../format/duration.ts';
import { alertText } from '../text/alerts.ts';
import type { Column } from '../ui/DataTable.tsx';
import { SentenceCell } from '../ui/SentenceCell.tsx';
import { AboutCell } from './AboutCell.tsx';
import { toneOfAlert } from './alert-tone.ts';

/** @param now ms since the epoch */
export function alertColumns(now: number): readonly Column<Alert>[] {
  return [
    {
      header: alertText.alert,
      width: '56%',
      cell: (alert, disclosure) => (
        <SentenceCell
          tone={toneOfAlert(alert)}
          label={alertText.severity[alert.severity]}
          sentence={alert.summary}
          disclosure={disclosure}
        />
      ),
    },
    { header: alertText.about, width: '32%', cell: ({ object, state }) => <AboutCell object={object} state={state} /> },
    { header: alertText.since, width: '12%', align: 'right', cell: ({ since }) => formatAge(since, now) },
  ];
}
