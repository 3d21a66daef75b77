// Silences an alert: for how long, and the reason for whoever asks later.
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formatMoment } from '../format/clock.ts';
import { alertText } from '../text/alerts.ts';
import { useNow } from '../ui/use-now.ts';
import css from './Silence.module.css';
import { type SilenceEnd, SPANS, type Span, silenceEnd } from './silence-end.ts';
import { useSilencing } from './use-silencing.ts';

const INTERVAL_MS = 10_000;

export function SilenceForm({ fingerprint }: { readonly fingerprint: string }) {
  const [span, setSpan] = useState<Span>(1);
  const [until, setUntil] = useState('');
  const [comment, setComment] = useState('');
  const { mutate, isPending } = useSilencing();
  const now = useNow(INTERVAL_MS);
  const end = silenceEnd(span, until, now);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The moment may have passed while nobody looked.
    const endsAt = silenceEnd(span, until, Date.now());
    if (typeof endsAt === 'number') mutate({ fingerprint, endsAt, comment: comment.trim() });
  };
  return (
    <form className={css.form} aria-label={alertText.silence} onSubmit={submit}>
      <SegmentedControl
        size="xs"
        aria-label={alertText.silenceFor}
        value={String(span)}
        onChange={(chosen) => setSpan(SPANS.find((one) => String(one) === chosen) ?? 1)}
        data={SPANS.map((one) => ({ value: String(one), label: alertText.spans[one] }))}
      />
      {span === 'until' ? (
        <TextInput
          type="datetime-local"
          size="xs"
          aria-label={alertText.until}
          error={end === 'past' || end === 'tooLate'}
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
      ) : null}
      <TextInput
        className={css.reason}
        size="xs"
        aria-label={alertText.reason}
        placeholder={alertText.reasonHint}
        maxLength={1_000}
        value={comment}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        size="xs"
        loading={isPending}
        disabled={comment.trim() === '' || typeof end !== 'number'}
      >
        {alertText.silence}
      </Button>
      <p className={css.end} role="status">
        {wordsOf(end, now)}
      </p>
    </form>
  );
}

function wordsOf(end: SilenceEnd, now: number): string {
  switch (end) {
    case 'missing':
      return alertText.untilMissing;
    case 'past':
      return alertText.untilPast;
    case 'tooLate':
      return alertText.untilTooLate;
    default:
      return alertText.endsAt(formatMoment(end / 1_000, now / 1_000));
  }
}
