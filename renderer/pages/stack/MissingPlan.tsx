// A plan that is not there: being made, or impossible.
import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { type AppError, toAppError } from '../../../shared/errors.ts';
import { useClusterStatus } from '../../ipc/queries.ts';
import { stackText } from '../../text/stack.ts';
import { Headline } from '../../ui/Headline.tsx';
import { LoadingArea } from '../../ui/LoadingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Tone } from '../../ui/tone.ts';

interface Props {
  readonly query: { readonly error: Error | null; readonly refetch: () => unknown };
  readonly tone?: Tone | undefined;
  readonly title: string;
  /** Said while the plan is being made. */
  readonly words: string;
  /** A button for what can be done without the plan. */
  readonly action: (refusal: AppError) => ReactNode;
}

export function MissingPlan({ query, tone, title, words, action }: Props) {
  // The shell's banner says why nothing answers; what failed is asked again when the cluster is back.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (query.error === null || isLost) {
    return (
      <LoadingArea words={words}>
        <Headline tone={tone} title={title}>
          {' '}
        </Headline>
        <Skeleton radius="var(--radius)" flex={1} />
        <Skeleton radius="var(--radius)" height={56} />
      </LoadingArea>
    );
  }
  const refusal = toAppError(query.error);
  return (
    <>
      <Headline tone={tone} title={title} />
      <Notice tone="bad" title={stackText.planFailed} reason={refusal.message} remedy={refusal.remedy}>
        <Button onClick={() => query.refetch()}>{stackText.planAgain}</Button>
        {action(refusal)}
      </Notice>
    </>
  );
}
