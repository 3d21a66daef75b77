// Silences an alert: for how long, and the reason for whoever asks later.
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formatMoment } from '../format/clock.ts';
import { useSilence } from '../ipc/silence-queries.ts';
import { alertText } from '../text/alerts.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './Silence.module.css';

const HOURS = [1, 8, 72] as const;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export function SilenceForm({ fingerprint }: { readonly fingerprint: string }) {
  const [hours, setHours] = useState<(typeof HOURS)[number]>(1);
  const [comment, setComment] = useState('');
  const { mutate, isPending } = useSilence();
  const endsAt = useNow(MINUTE_MS) + hours * HOUR_MS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(
      { fingerprint, endsAt: Math.round(endsAt), comment: comment.trim() },
      { onError: (error) => notifyFailure(alertText.silenceFailed, error) },
    );
  };
  return (
    <form className={css.form} aria-label={alertText.silence} onSubmit={submit}>
      <SegmentedControl
        size="xs"
        aria-label={alertText.silenceFor}
        value={String(hours)}
        onChange={(chosen) => setHours(HOURS.find((span) => String(span) === chosen) ?? 1)}
        data={HOURS.map((span) => ({ value: String(span), label: alertText.spans[span] }))}
      />
      <TextInput
        className={css.reason}
        size="xs"
        aria-label={alertText.reason}
        placeholder={alertText.reasonHint}
        maxLength={1_000}
        value={comment}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <Button type="submit" variant="default" size="xs" loading={isPending} disabled={comment.trim() === ''}>
        {alertText.silenceUntil(formatMoment(endsAt / 1_000, (endsAt - hours * HOUR_MS) / 1_000))}
      </Button>
    </form>
  );
}
