// A log that is followed while it is shown.
import { useEffect, useState } from 'react';
import type { LogMessage, LogRequest } from '../../../shared/model/log-line.ts';
import { openStream } from '../../ipc/streams.ts';
import { LogStore } from './log-store.ts';

/** What is known of a log now. Another one with each message; the store in it is the same and grows. */
export interface FollowedLog {
  readonly store: LogStore;
  /** Undefined until the first word. */
  readonly told: Omit<LogMessage, 'lines' | 'notices'> | undefined;
  /** It could not be opened. */
  readonly failure: unknown;
}

/** `retry` begins anew. */
export function useLog(request: LogRequest): FollowedLog & { readonly retry: () => void } {
  const [log, setLog] = useState<FollowedLog>(() => emptyLog());
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the attempt name what is followed; the request is new with each drawing
  useEffect(() => {
    let begun = emptyLog();
    const beginAnew = () => {
      begun = emptyLog();
      setLog(begun);
    };
    setLog(begun);
    let lastExit: LogMessage['lastExit'];
    const stream = openStream<'log'>(
      { kind: 'log', log: request },
      {
        onMessage: ({ lines, notices, ...told }) => {
          begun.store.take({ lines, notices });
          // Told once is known for good.
          lastExit = told.lastExit ?? lastExit;
          setLog({ ...begun, told: lastExit === undefined ? told : { ...told, lastExit } });
        },
        onFailure: (failure) => setLog({ ...begun, failure }),
        onAnew: beginAnew,
      },
    );
    return () => stream.close();
  }, [key, attempt]);
  return { ...log, retry: () => setAttempt(attempt + 1) };
}

function emptyLog(): FollowedLog {
  return { store: new LogStore(), told: undefined, failure: undefined };
}
