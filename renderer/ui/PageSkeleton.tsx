// The shape of a page whose content is not known yet.
import { Skeleton } from '@mantine/core';
import { HeadlineSkeleton } from './Headline.tsx';
import { Patience } from './Patience.tsx';

export function PageSkeleton({ words }: { readonly words: string }) {
  return (
    <Patience words={words}>
      <HeadlineSkeleton />
      <Skeleton flex={3} mih={0} radius="var(--radius)" />
      <Skeleton flex={4} mih={0} radius="var(--radius)" />
    </Patience>
  );
}
