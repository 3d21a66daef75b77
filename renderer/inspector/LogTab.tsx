// The log of the inspected object; of what crashed, that of the run before.
import { useState } from 'react';
import type { Opened } from '../status/object-address.ts';
import { turnTo } from './go.ts';
import type { Known } from './known.ts';
import { LogView } from './logs/LogView.tsx';

interface Props {
  readonly inspection: Known;
  readonly opened: Opened;
}

export function LogTab({ inspection, opened }: Props) {
  // An address names the run before or none: that somebody chose the present one is known only here.
  const [chosen, setChosen] = useState<boolean>();
  return (
    <LogView
      source={{ of: 'object', object: inspection.ref }}
      containers={inspection.containers.map(({ name }) => name)}
      container={opened.container}
      previous={chosen ?? opened.previous ?? isCrash(inspection)}
      choose={({ container, previous }) => {
        setChosen(previous);
        turnTo({ object: opened.object, tab: 'logs', container, previous });
      }}
    />
  );
}

function isCrash({ health: { why }, containers }: Known): boolean {
  const isFatal = why?.category === 'crash' || why?.category === 'outOfMemory';
  return isFatal && containers.some(({ lastExit }) => lastExit !== undefined);
}
