// A log: its bar, its lines, and what there is to say where there are none.
import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { toAppError } from '../../shared/errors.ts';
import { EMPTY_DAYS } from '../../shared/log-pages.ts';
import type { LogSource } from '../../shared/model/log-line.ts';
import { commonText } from '../text/common.ts';
import { logText } from '../text/logs.ts';
import { Banner } from '../ui/Banner.tsx';
import { LoadingArea } from '../ui/LoadingArea.tsx';
import { Notice } from '../ui/Notice.tsx';
import { LogBar } from './LogBar.tsx';
import { LogList } from './LogList.tsx';
import css from './Logs.module.css';
import { lastWordsIn } from './last-words.ts';
import type { LogLevelFloor } from './levels.ts';
import { LogIndex } from './log-index.ts';
import { type PastSearch, PastStrip, shortOf } from './PastStrip.tsx';
import { soughtInPast, soughtOf } from './pattern.ts';
import { useFind } from './use-find.ts';
import { type Past, useLog } from './use-log.ts';
import { useLogKeys } from './use-log-keys.ts';

/** As much of the past as is read at once. */
const TAIL = 5_000;

/** No Loki is asked. */
const NO_PAST: Past = { isKept: false };

interface Props {
  readonly source: LogSource;
  /** To choose from; the log of all of them where none is chosen. */
  readonly containers: readonly string[];
  readonly container: string | undefined;
  readonly previous: boolean;
  readonly choose: (choice: { readonly container: string | undefined; readonly previous: boolean }) => void;
  /** What of its past Loki is asked for. */
  readonly past?: Past;
  /** At the begin of the bar. */
  readonly leading?: ReactNode;
  /** Of when it is. */
  readonly time?: ReactNode;
  /** At the end of it. */
  readonly trailing?: ReactNode;
  /** Above the lines, where their past is not kept. */
  readonly offer?: ReactNode;
}

export function LogView(props: Props) {
  const { source, containers, container, previous, choose, past = NO_PAST, leading, time, trailing, offer } = props;
  const request = {
    source,
    previous,
    tail: TAIL,
    ...(container === undefined ? {} : { container }),
    ...(past.spanMs === undefined ? {} : { sinceSeconds: past.spanMs / 1000 }),
  };
  const [typed, setTyped] = useState('');
  const [searched, setSearched] = useState<string>();
  const canSearch = past.isKept && !previous;
  // What is typed anew is not what was searched.
  const inPast = canSearch && searched === typed ? soughtInPast(typed) : undefined;
  const log = useLog(request, inPast === undefined ? past : { ...past, sought: inPast });
  const { store, told, failure, retry } = log;
  const [level, setLevel] = useState<LogLevelFloor>('any');
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
  const area = useRef<HTMLDivElement>(null);
  useLogKeys(area, {
    search: () => field.current?.focus(),
    follow: () => setFollowRequests(followRequests + 1),
  });
  const search: PastSearch | undefined =
    !canSearch || sought === 'invalid' || soughtInPast(typed) === undefined
      ? undefined
      : {
          sought: inPast === undefined ? undefined : typed,
          isSpan: past.spanMs !== undefined,
          begin: () => setSearched(typed),
          end: () => setSearched(undefined),
        };
  const lastExit = previous ? told?.lastExit : undefined;
  return (
    <div ref={area} className={css.log}>
      <LogBar
        leading={leading}
        time={time}
        trailing={trailing}
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
      {store.entries.length > 0 ? null : canSearch && (past.at === undefined || inPast !== undefined) ? (
        <PastStrip end={log.earlier} side="earlier" read={() => void log.readEarlier()} search={search} />
      ) : (
        offer
      )}
      <Lines
        isEmpty={store.entries.length === 0}
        isReading={told === undefined || told.state === 'reading'}
        title={inPast === undefined ? logText.failed : logText.past.notSearched}
        refusal={refusalOf(failure, told)}
        words={wordsOfNone(past, previous, inPast === undefined ? undefined : typed)}
        retry={retry}
      >
        <LogList
          // Another log begins at its own end.
          key={JSON.stringify([source, container, previous, past, inPast])}
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
          past={canSearch ? log : undefined}
          search={search}
          at={past.at}
          offer={offer}
        />
      </Lines>
    </div>
  );
}

/** Of a log that has no lines. */
function wordsOfNone(past: Past, previous: boolean, sought: string | undefined): string {
  if (sought !== undefined) {
    const { nothingSought, nothingSoughtOfSpan } = logText.past;
    return past.spanMs === undefined
      ? nothingSought(shortOf(sought), EMPTY_DAYS)
      : nothingSoughtOfSpan(shortOf(sought));
  }
  if (past.at !== undefined) return logText.past.emptyMoment;
  return previous ? logText.emptyPrevious : logText.empty;
}

interface LinesProps {
  readonly title: string;
  readonly isEmpty: boolean;
  readonly isReading: boolean;
  readonly refusal: { readonly reason: string | undefined; readonly remedy: string | undefined } | undefined;
  /** Where nothing was written. */
  readonly words: string;
  readonly retry: () => void;
  readonly children: React.ReactNode;
}

function Lines({ title, isEmpty, isReading, refusal, words, retry, children }: LinesProps) {
  if (!isEmpty) return children;
  if (refusal !== undefined) {
    return (
      <Notice tone="bad" title={title} reason={refusal.reason} remedy={refusal.remedy}>
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
  return <p className={css.empty}>{words}</p>;
}

function refusalOf(failure: unknown, told: ReturnType<typeof useLog>['told']): LinesProps['refusal'] {
  if (failure !== undefined) {
    const { message, remedy } = toAppError(failure);
    return { reason: message, remedy };
  }
  return told?.state === 'failed' ? { reason: told.reason, remedy: told.remedy } : undefined;
}
