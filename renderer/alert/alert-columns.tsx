// The columns of a table of alerts: the sentence with its shape, what it is about, since when, and its value where that is known.
import type { Alert } from '../../shared/model/alert.ts';
import { formatAge } from '../format/duration.ts';
import { alertText } from '../text/alerts.ts';
import type { Column } from '../ui/DataTable.tsx';
import { SentenceCell } from '../ui/SentenceCell.tsx';
import { AboutCell } from './AboutCell.tsx';
import { toneOfAlert } from './alert-tone.ts';

/** @param now ms since the epoch @param values by fingerprint, as they are read; without them there is no such column */
export function alertColumns(now: number, values?: ReadonlyMap<string, string>): readonly Column<Alert>[] {
  return [
    {
      header: alertText.alert,
      width: values === undefined ? '56%' : '47%',
      cell: (alert, disclosure) => (
        <SentenceCell
          tone={toneOfAlert(alert)}
          label={alertText.severity[alert.severity]}
          sentence={alert.summary}
          disclosure={disclosure}
        />
      ),
    },
    {
      header: alertText.about,
      width: values === undefined ? '32%' : '29%',
      cell: ({ object, state }) => <AboutCell object={object} state={state} />,
    },
    ...(values === undefined
      ? []
      : [
          {
            header: alertText.valueNow,
            width: '12%',
            align: 'right' as const,
            cell: ({ fingerprint }: Alert) => values.get(fingerprint),
          },
        ]),
    { header: alertText.since, width: '12%', align: 'right', cell: ({ since }) => formatAge(since, now) },
  ];
}
