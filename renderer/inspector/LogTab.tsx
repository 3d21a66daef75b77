// The log of the inspected object; of what crashed, that of the run before.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useOverview } from '../ipc/queries.ts';
import { LogView } from '../logs/LogView.tsx';
import { hasLoki } from '../status/has-loki.ts';
import { logAddress } from '../status/log-address.ts';
import type { Opened } from '../status/object-address.ts';
import { logsPageText } from '../text/logs.ts';
import { turnTo } from './go.ts';
import type { Known } from './known.ts';

interface Props {
  readonly inspection: Known;
  readonly opened: Opened;
}

export function LogTab({ inspection, opened }: Props) {
  // An address names the run before or none: that somebody chose the present one is known only here.
  const [chosen, setChosen] = useState<boolean>();
  const isKept = hasLoki(useOverview().data) === true;
  const source = { of: 'object', object: inspection.ref } as const;
  const previous = chosen ?? opened.previous ?? isCrash(inspection);
  return (
    <LogView
      source={source}
      containers={inspection.containers.map(({ name }) => name)}
      container={opened.container}
      previous={previous}
      past={{ isKept }}
      choose={({ container, previous }) => {
        setChosen(previous);
        turnTo({ object: opened.object, tab: 'logs', container, previous });
      }}
      trailing={
        <Button component="a" variant="subtle" href={logAddress({ source, container: opened.container, previous })}>
          {logsPageText.openAsPage}
        </Button>
      }
    />
  );
}

function isCrash({ health: { why }, containers }: Known): boolean {
  const isFatal = why?.category === 'crash' || why?.category === 'outOfMemory';
  return isFatal && containers.some(({ lastExit }) => lastExit !== undefined);
}
