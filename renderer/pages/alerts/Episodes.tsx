// The stretches in which an alert fired, newest first, and its labels.
import type { Episode, PastAlert } from '../../../shared/model/alert-history.ts';
import { HISTORY_SECONDS, HISTORY_STEP_SECONDS } from '../../../shared/model/alert-range.ts';
import { AlertLabels } from '../../alert/AlertLabels.tsx';
import { formatLately } from '../../format/clock.ts';
import { formatDuration } from '../../format/duration.ts';
import { alertHistoryText } from '../../text/alerts.ts';
import css from './AlertsPage.module.css';

interface Props {
  readonly alert: PastAlert;
  /** Ms since the epoch: what still fires has fired until then. */
  readonly now: number;
}

export function Episodes({ alert: { episodes, times, labels }, now }: Props) {
  return (
    <div className={css.episodes}>
      <ol aria-label={alertHistoryText.episodes}>
        {episodes.map((episode) => (
          <li key={episode.from}>{sentenceOf(episode, now)}</li>
        ))}
      </ol>
      {times > episodes.length ? (
        <p className="muted">{alertHistoryText.moreEpisodes(times - episodes.length)}</p>
      ) : null}
      <AlertLabels labels={labels} />
    </div>
  );
}

function sentenceOf({ from, to }: Episode, now: number): string {
  // What fired when the week began may have fired for long before.
  const isCut = now - from > (HISTORY_SECONDS - HISTORY_STEP_SECONDS) * 1_000;
  // One look in five minutes tells no minute.
  const { about } = alertHistoryText;
  const began = isCut ? alertHistoryText.before : about(formatLately(from / 1_000, now / 1_000));
  // The day is said once.
  const ended = to === undefined ? undefined : about(formatLately(to / 1_000, (isCut ? now : from) / 1_000));
  const length = formatDuration((to ?? now) - from);
  return alertHistoryText.episode(began, ended, length);
}
