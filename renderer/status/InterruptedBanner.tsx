// The banner that a change was interrupted, and the way to end it; for where the Stack page's plan is not in sight.
import { Button } from '@mantine/core';
import type { Interruption } from '../../shared/model/interruption.ts';
import { formatAge } from '../format/duration.ts';
import { interruptedText } from '../text/status.ts';
import { Banner } from '../ui/Banner.tsx';
import { useNow } from '../ui/use-now.ts';

const AGE_INTERVAL_MS = 10_000;

interface Props {
  readonly interrupted: Interruption;
  readonly open: () => void;
}

export function InterruptedBanner({ interrupted: { verb, startedAt, failure }, open }: Props) {
  const now = useNow(AGE_INTERVAL_MS);
  const { title, failed, short } = interruptedText;
  const age = formatAge(startedAt, now);
  return (
    <Banner
      tone={failure === undefined ? 'warn' : 'bad'}
      action={<Button onClick={open}>{interruptedText.open}</Button>}
    >
      {failure === undefined ? short(title[verb], age) : failed}
    </Banner>
  );
}
