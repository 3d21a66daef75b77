// What a page shows while the stack is not in the cluster: that this is so, and the way to its plan.
import { Button } from '@mantine/core';
import { text } from '../text.ts';
import { Notice } from './Notice.tsx';

interface Props {
  readonly namespace: string;
  readonly openStack: () => void;
}

export function NotInstalled({ namespace, openStack }: Props) {
  return (
    <Notice tone="none" title={text.overview.emptyTitle} reason={text.overview.emptyReason(namespace)}>
      <Button variant="filled" fw={600} onClick={openStack}>
        {text.overview.emptyAction}
      </Button>
    </Notice>
  );
}
