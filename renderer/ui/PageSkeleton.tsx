// The shape of a page whose content is not known yet.
import { Skeleton } from '@mantine/core';
import { HeadlineSkeleton } from './Headline.tsx';
import { Patience } from './Patience.tsx';

export function PageSkeleton({ words }: { readonly words: string }) {
  return (
    <Patience words={words}>
      <HeadlineSkeleton />
      <Skeleton height={220} radius="var(--radius)" />
      <Skeleton height={280} radius="var(--radius)" />
    </Patience>
  );
}
