// The containers of what a log is of, told anew while it is shown.
import { useEffect, useState } from 'react';
import type { LogSource } from '../../../shared/model/log-line.ts';
import { openStream } from '../../ipc/streams.ts';

const NONE: readonly string[] = [];

/** Empty until they are known, and of what is more than one thing. */
export function useContainers(source: LogSource): readonly string[] {
  const [names, setNames] = useState(NONE);
  const key = JSON.stringify(source);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names what is followed; the source is new with each drawing
  useEffect(() => {
    setNames(NONE);
    if (source.of === 'stack') return;
    const stream = openStream<'object'>(
      { kind: 'object', object: source.object },
      {
        onMessage: (inspection) => {
          const told = inspection.state === 'absent' ? NONE : inspection.containers.map(({ name }) => name);
          setNames((before) => (before.join('\n') === told.join('\n') ? before : told));
        },
        // The log itself says what is the matter.
        onFailure: () => {},
      },
    );
    return () => stream.close();
  }, [key]);
  return names;
}
