// The shape of a page whose content is not known yet.
import { Skeleton } from '@mantine/core';
import { HeadlineSkeleton } from './Headline.tsx';
import { LoadingArea } from './LoadingArea.tsx';

export function PageSkeleton({ words }: { readonly words: string }) {
  return (
    <LoadingArea words={words}>
      <HeadlineSkeleton />
      <Skeleton flex={3} mih={0} radius="var(--radius)" />
      <Skeleton flex={4} mih={0} radius="var(--radius)" />
    </LoadingArea>
  );
}
