// The columns of the silences: what is silenced, by whom and why, until when, and the way to end it.
import { Button } from '@mantine/core';
import type { Silence } from '../../../shared/model/silence.ts';
import { formatMoment } from '../../format/clock.ts';
import { alertsPageText, alertText } from '../../text/alerts.ts';
import type { Column } from '../../ui/DataTable.tsx';
import css from './AlertsPage.module.css';

interface Ending {
  /** The one that is being ended. */
  readonly pendingId: string | undefined;
  readonly end: (id: string) => void;
}

/** @param now ms since the epoch */
export function silenceColumns(now: number, { pendingId, end }: Ending): readonly Column<Silence>[] {
  const moment = (at: number) => formatMoment(at / 1_000, now / 1_000);
  return [
    {
      header: alertsPageText.silenced,
      width: '35%',
      cell: ({ matchers }) => (
        <code className={css.what} title={matchers.join('\n')}>
          {matchers.join(', ')}
        </code>
      ),
    },
    {
      header: alertsPageText.who,
      width: '29%',
      cell: ({ comment, createdBy }) => (
        <>
          <p className={css.what} title={comment}>
            {comment}
          </p>
          <p className={`${css.what} ${css.who}`} title={createdBy}>
            {createdBy}
          </p>
        </>
      ),
    },
    {
      header: alertsPageText.ends,
      width: '20%',
      cell: ({ state, startsAt, endsAt }) => (
        <>
          {state === 'pending' ? <p>{alertsPageText.beginsAt(moment(startsAt))}</p> : null}
          <p>{alertText.endsAt(moment(endsAt))}</p>
        </>
      ),
    },
    {
      header: alertsPageText.action,
      hasQuietHeader: true,
      width: '16%',
      align: 'right',
      cell: ({ id, matchers }) => (
        <Button
          variant="default"
          size="compact-xs"
          loading={pendingId === id}
          aria-label={alertsPageText.endNamed(matchers.join(', '))}
          onClick={() => end(id)}
        >
          {alertsPageText.end}
        </Button>
      ),
    },
  ];
}
