// The page's first sentence where no stack is in the cluster, with the way to its plan.
import { Button } from '@mantine/core';
import { overviewText } from '../../text/overview.ts';
import { notInstalledText } from '../../text/status.ts';
import { Headline } from '../../ui/Headline.tsx';

interface Props {
  /** Where the stack would be. */
  readonly namespace: string;
  /** Nothing is heard of the cluster now. */
  readonly isLost: boolean;
  readonly openStack: () => void;
}

export function InstallLine({ namespace, isLost, openStack }: Props) {
  return (
    <Headline
      tone="none"
      title={notInstalledText.title}
      controls={
        <Button variant="filled" fw={600} onClick={openStack}>
          {notInstalledText.action}
        </Button>
      }
    >
      {isLost ? overviewText.lost : notInstalledText.reason(namespace)}
    </Headline>
  );
}
