// A log: its bar, its lines, and what there is to say where there are none.
import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { LogSource } from '../../../shared/model/log-line.ts';
import { commonText } from '../../text/common.ts';
import { logText } from '../../text/logs.ts';
import { Banner } from '../../ui/Banner.tsx';
import { LoadingArea } from '../../ui/LoadingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { LogBar } from './LogBar.tsx';
import { LogList } from './LogList.tsx';
import css from './Logs.module.css';
import { lastWordsIn } from './last-words.ts';
import type { LogLevelFloor } from './levels.ts';
import { LogIndex } from './log-index.ts';
import { soughtOf } from './pattern.ts';
import { useFind } from './use-find.ts';
import { useLog } from './use-log.ts';
import { useLogKeys } from './use-log-keys.ts';

/** As much of the past as is read at once. */
const TAIL = 5_000;

interface Props {
  readonly source: LogSource;
  /** To choose from; the log of all of them where none is chosen. */
  readonly containers: readonly string[];
  readonly container: string | undefined;
  readonly previous: boolean;
  readonly choose: (choice: { readonly container: string | undefined; readonly previous: boolean }) => void;
}

export function LogView({ source, containers, container, previous, choose }: Props) {
  const request = { source, previous, tail: TAIL, ...(container === undefined ? {} : { container }) };
  const { store, told, failure, retry } = useLog(request);
  const [level, setLevel] = useState<LogLevelFloor>('any');
  const [typed, setTyped] = useState('');
  const [isHitsOnly, setHitsOnly] = useState(false);
  const [isWrapped, setWrapped] = useState(false);
  const [hasTimes, setTimes] = useState(true);
  const sought = useMemo(() => soughtOf(typed), [typed]);
  const pattern = sought === 'invalid' ? undefined : sought;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another log is counted anew
  const index = useMemo(() => new LogIndex({ level, pattern, isHitsOnly }), [level, pattern, isHitsOnly, store]);
  index.follow(store);
  const find = useFind(index.hits, pattern);
  const field = useRef<HTMLInputElement>(null);
  const [followRequests, setFollowRequests] = useState(0);
  const log = useRef<HTMLDivElement>(null);
  useLogKeys(log, {
    search: () => field.current?.focus(),
    follow: () => setFollowRequests(followRequests + 1),
  });
  const lastExit = previous ? told?.lastExit : undefined;
  return (
    <div ref={log} className={css.log}>
      <LogBar
        field={field}
        containers={containers}
        container={container}
        previous={previous}
        choose={choose}
        level={level}
        setLevel={setLevel}
        typed={typed}
        setTyped={setTyped}
        isInvalid={sought === 'invalid'}
        find={find}
        hits={index.hits.length}
        isHitsOnly={isHitsOnly}
        setHitsOnly={setHitsOnly}
        isWrapped={isWrapped}
        setWrapped={setWrapped}
        hasTimes={hasTimes}
        setTimes={setTimes}
        store={store}
        index={index}
      />
      {told?.state === 'broken' ? (
        <div className={css.banner}>
          <Banner tone="warn">{logText.broken(told.reason ?? logText.brokenShort)}</Banner>
        </div>
      ) : null}
      {told?.state === 'failed' && store.entries.length > 0 ? (
        <div className={css.banner}>
          <Banner tone="bad" action={<Button onClick={retry}>{commonText.retry}</Button>}>
            {told.reason ?? logText.failed}
          </Banner>
        </div>
      ) : null}
      <Lines
        isEmpty={store.entries.length === 0}
        isReading={told === undefined || told.state === 'reading'}
        refusal={refusalOf(failure, told)}
        previous={previous}
        retry={retry}
      >
        <LogList
          // Another log begins at its own end.
          key={JSON.stringify([source, container, previous])}
          store={store}
          shown={index.shown}
          pattern={pattern}
          focused={find.focused}
          isWrapped={isWrapped}
          hasTimes={hasTimes}
          mark={lastExit === undefined ? undefined : lastWordsIn(store, lastExit)}
          lastExit={lastExit}
          hasEnded={told?.state === 'ended'}
          followRequests={followRequests}
        />
      </Lines>
    </div>
  );
}

interface LinesProps {
  readonly isEmpty: boolean;
  readonly isReading: boolean;
  readonly refusal: { readonly reason: string | undefined; readonly remedy: string | undefined } | undefined;
  readonly previous: boolean;
  readonly retry: () => void;
  readonly children: React.ReactNode;
}

function Lines({ isEmpty, isReading, refusal, previous, retry, children }: LinesProps) {
  if (!isEmpty) return children;
  if (refusal !== undefined) {
    return (
      <Notice tone="bad" title={logText.failed} reason={refusal.reason} remedy={refusal.remedy}>
        <Button onClick={retry}>{commonText.retry}</Button>
      </Notice>
    );
  }
  if (isReading) {
    return (
      <div className={css.empty}>
        <LoadingArea words={logText.reading}>{null}</LoadingArea>
      </div>
    );
  }
  return <p className={css.empty}>{previous ? logText.emptyPrevious : logText.empty}</p>;
}

function refusalOf(failure: unknown, told: ReturnType<typeof useLog>['told']): LinesProps['refusal'] {
  if (failure !== undefined) {
    const { message, remedy } = toAppError(failure);
    return { reason: message, remedy };
  }
  return told?.state === 'failed' ? { reason: told.reason, remedy: told.remedy } : undefined;
}
