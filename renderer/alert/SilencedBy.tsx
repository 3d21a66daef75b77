// The silences that keep an alert quiet: by whom, until when, why, and the way to end them.
import { Button } from '@mantine/core';
import { formatMoment } from '../format/clock.ts';
import { useSilences } from '../ipc/silence-queries.ts';
import { alertText } from '../text/alerts.ts';
import css from './Silence.module.css';
import { useSilenceEnding } from './use-silencing.ts';

export function SilencedBy({ ids }: { readonly ids: readonly string[] }) {
  const silences = useSilences().data ?? [];
  const { mutate, isPending } = useSilenceEnding();
  return (
    <ul className={css.list}>
      {silences
        .filter(({ id }) => ids.includes(id))
        .map(({ id, createdBy, endsAt, comment }) => (
          <li key={id} className={css.silence}>
            <span>
              {alertText.silencedBy(createdBy, formatMoment(endsAt / 1_000, Date.now() / 1_000))}: {comment}
            </span>
            <Button variant="default" size="xs" loading={isPending} onClick={() => mutate(id)}>
              {alertText.endSilence}
            </Button>
          </li>
        ))}
    </ul>
  );
}
