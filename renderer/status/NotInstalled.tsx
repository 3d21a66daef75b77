// The notice of a page that has nothing to show while the stack is not in the cluster, with the way to its plan.
import { Button } from '@mantine/core';
import { notInstalledText } from '../text/status.ts';
import { Notice } from '../ui/Notice.tsx';

interface Props {
  readonly namespace: string;
  readonly openStack: () => void;
}

export function NotInstalled({ namespace, openStack }: Props) {
  return (
    <Notice tone="none" title={notInstalledText.title} reason={notInstalledText.reason(namespace)}>
      <Button variant="filled" fw={600} onClick={openStack}>
        {notInstalledText.action}
      </Button>
    </Notice>
  );
}
