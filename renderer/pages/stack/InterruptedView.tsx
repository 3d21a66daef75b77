// An interrupted change: what it was, since when, and the ways to end it, each of which shows its plan first.
import { Button } from '@mantine/core';
import type { Interruption } from '../../../shared/model/interruption.ts';
import { formatDateTime } from '../../format/clock.ts';
import { formatAge } from '../../format/duration.ts';
import { stackText } from '../../text/stack.ts';
import { interruptedText } from '../../text/status.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { StackMenu } from './StackMenu.tsx';

const AGE_INTERVAL_MS = 10_000;

interface Props {
  readonly interrupted: Interruption;
  readonly recover: (how: 'undo' | 'finish') => void;
  readonly startUninstall: (() => void) | undefined;
}

export function InterruptedView({ interrupted, recover, startUninstall }: Props) {
  const { verb, revision, startedAt, undo, lastGood, failure, unapproved } = interrupted;
  const now = useNow(AGE_INTERVAL_MS);
  const since = stackText.interrupted.since(verb, revision, formatDateTime(startedAt), formatAge(startedAt, now));
  const reason = [failure ?? since, unapproved, stackText.interrupted.next].filter(Boolean).join(' ');
  const tone = failure === undefined ? 'warn' : 'bad';
  const title = failure === undefined ? interruptedText.title[verb] : interruptedText.failedTitle;
  return (
    <Notice tone={tone} title={title} reason={reason}>
      {undo === undefined ? null : (
        <Button onClick={() => recover('undo')}>
          {undo === 'cleanUp' ? stackText.interrupted.cleanUp : stackText.interrupted.rollBack(lastGood ?? 0)}
        </Button>
      )}
      {/* Nobody here is known to have wanted what was not approved here: neither way is put forward. */}
      <Button {...(unapproved === undefined ? { variant: 'filled', fw: 600 } : {})} onClick={() => recover('finish')}>
        {stackText.interrupted.finish[verb]}
      </Button>
      {startUninstall === undefined || verb === 'uninstall' || undo === 'cleanUp' ? null : (
        <StackMenu startUninstall={startUninstall} />
      )}
    </Notice>
  );
}
