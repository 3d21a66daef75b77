// The columns of the alerts that were: the sentence with its shape, what it was about, how often, for how long, when last.
import type { PastAlert } from '../../../shared/model/alert-history.ts';
import { AboutCell } from '../../alert/AboutCell.tsx';
import { toneOfAlert } from '../../alert/alert-tone.ts';
import { formatLately } from '../../format/clock.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatNumber } from '../../format/number.ts';
import { alertHistoryText, alertText } from '../../text/alerts.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { SentenceCell } from '../../ui/SentenceCell.tsx';

/** @param now ms since the epoch */
export function historyColumns(now: number): readonly Column<PastAlert>[] {
  return [
    {
      header: alertText.alert,
      width: '37%',
      cell: (alert, disclosure) => (
        <SentenceCell
          tone={toneOfAlert({ severity: alert.severity, state: 'firing' })}
          label={alertText.severity[alert.severity]}
          sentence={alert.summary}
          disclosure={disclosure}
        />
      ),
    },
    { header: alertText.about, width: '26%', cell: ({ object }) => <AboutCell object={object} /> },
    { header: alertHistoryText.times, width: '8%', align: 'right', cell: ({ times }) => formatNumber(times) },
    {
      header: alertHistoryText.fired,
      width: '9%',
      align: 'right',
      cell: ({ firedMs }) => formatDuration(firedMs),
    },
    {
      header: alertHistoryText.last,
      width: '20%',
      align: 'right',
      cell: ({ episodes: [newest] }) =>
        newest?.to === undefined
          ? alertHistoryText.still
          : alertHistoryText.about(formatLately(newest.to / 1_000, now / 1_000)),
    },
  ];
}
