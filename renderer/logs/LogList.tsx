// The lines of a log that are in sight, of up to a hundred thousand; at its end it follows until somebody scrolls.
import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { LogMessage } from '../../shared/model/log-line.ts';
import { formatNumber } from '../format/number.ts';
import { logText } from '../text/logs.ts';
import type { Entry } from './entry.ts';
import { LogRow } from './LogRow.tsx';
import css from './Logs.module.css';
import { placeOf } from './log-index.ts';
import type { LogStore } from './log-store.ts';
import { nameTags } from './name-tags.ts';
import { type PastSearch, PastStrip } from './PastStrip.tsx';
import { placeAt } from './place-at.ts';
import type { FollowedLog, LogWays } from './use-log.ts';

const ROW_PX = 18;
/** The line below the last words, and some air. */
const MARK_PX = 30;
/** So near to the end is at the end: the last row may be cut. */
const NEAR_PX = 24;

interface Props {
  readonly store: LogStore;
  /** Numbers of entries. */
  readonly shown: readonly number[];
  readonly pattern: RegExp | undefined;
  /** The number of the hit that is gone to. */
  readonly focused: number | undefined;
  readonly isWrapped: boolean;
  readonly hasTimes: boolean;
  /** The number of the last words of what crashed. */
  readonly mark: number | undefined;
  readonly lastExit: LogMessage['lastExit'];
  readonly hasEnded: boolean;
  /** Counts how often somebody asked to follow again. */
  readonly followRequests: number;
  /** The way to search its past. */
  readonly search: PastSearch | undefined;
  /** What Loki has of it, where it can be asked. */
  readonly past: (Pick<FollowedLog, 'earlier' | 'later'> & Pick<LogWays, 'readEarlier' | 'readLater'>) | undefined;
  /** The moment that it begins at, in ms since the epoch; nothing is followed then. */
  readonly at: number | undefined;
  /** Stands above the lines where there is no past. */
  readonly offer: ReactNode;
}

export function LogList(props: Props) {
  const { store, shown, pattern, focused, isWrapped, hasTimes, mark, lastExit, hasEnded, followRequests } = props;
  const { past, search, at, offer } = props;
  const isSearched = search?.sought !== undefined;
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(at === undefined);
  // The line that was the first before more was put above it.
  const [first, setFirst] = useState<Entry>();
  // How many had come when the end was seen last.
  const seen = useRef(0);
  const next = store.dropped + store.entries.length;
  const list = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => ROW_PX + (shown[at] === mark ? MARK_PX : 0),
    // A row keeps its number as older ones are let go.
    getItemKey: (at) => shown[at] ?? at,
    overscan: 12,
  });
  const sources = store.sources.join('\n');
  const tags = useMemo(() => nameTags(sources === '' ? [] : sources.split('\n')), [sources]);
  if (isFollowing) seen.current = store.followed;

  // biome-ignore lint/correctness/useExhaustiveDependencies: how high rows are has changed, and what was measured is void
  useEffect(() => list.measure(), [isWrapped, mark]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes is what moves it
  useEffect(() => {
    if (!isFollowing || shown.length === 0) return;
    const at = mark === undefined ? -1 : placeOf(shown, mark);
    if (at >= 0 && shown[at] === mark) list.scrollToIndex(at, { align: 'center' });
    else list.scrollToIndex(shown.length - 1, { align: 'end' });
  }, [isFollowing, next, shown, isWrapped, mark]);
  useEffect(() => {
    if (followRequests > 0) setFollowing(true);
  }, [followRequests]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once for each step, not with each line that comes
  useEffect(() => {
    if (focused === undefined) return;
    setFollowing(false);
    list.scrollToIndex(placeOf(shown, focused), { align: 'center' });
  }, [focused]);

  const moment = useMemo(() => placeAt(store, shown, at), [store, shown, at]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once, as soon as it is there
  useEffect(() => {
    if (moment !== undefined && focused === undefined) list.scrollToIndex(moment, { align: 'center' });
  }, [moment !== undefined]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once for each reading
  useEffect(() => {
    if (first === undefined) return;
    const place = shown.findIndex((number) => store.entries[number - store.dropped] === first);
    if (place >= 0) list.scrollToIndex(place, { align: 'center' });
  }, [first]);
  const readEarlier = async () => {
    setFollowing(false);
    setFirst(undefined);
    const top = store.entries[(shown[0] ?? 0) - store.dropped];
    await past?.readEarlier();
    setFirst(top);
  };

  /** A person's own doing: by wheel, key or bar; never the list's own following. */
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_PX;
    if (isAtEnd && !hasEnded && at === undefined) setFollowing(true);
  };
  const stopFollowing = () => setFollowing(false);
  const fresh = store.followed - seen.current;
  return (
    <div className={css.body}>
      {past === undefined ? (
        offer
      ) : (
        <PastStrip end={past.earlier} side="earlier" read={() => void readEarlier()} search={search} />
      )}
      {store.dropped > 0 ? <p className={css.dropped}>{logText.dropped(store.dropped)}</p> : null}
      <div
        ref={scroller}
        className={css.scroller}
        role="log"
        aria-label={logText.label}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        onScroll={onScroll}
        onWheel={({ deltaY }) => (deltaY < 0 ? stopFollowing() : undefined)}
        onPointerDown={stopFollowing}
        onKeyDown={({ key }) => (['ArrowUp', 'PageUp', 'Home'].includes(key) ? stopFollowing() : undefined)}
      >
        <div className={css.lines} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ key, index, start }) => {
            const number = shown[index] ?? -1;
            const entry = store.entries[number - store.dropped];
            return entry === undefined ? null : (
              <LogRow
                key={key}
                index={index}
                measure={isWrapped ? list.measureElement : undefined}
                top={start}
                entry={entry}
                tags={tags}
                pattern={pattern}
                isFocused={number === focused || (focused === undefined && index === moment)}
                isWrapped={isWrapped}
                hasTimes={hasTimes}
                lastExit={number === mark ? lastExit : undefined}
              />
            );
          })}
        </div>
        {shown.length === 0 ? <p className={css.empty}>{logText.nothingShown}</p> : null}
      </div>
      {isFollowing || hasEnded || isSearched || at !== undefined ? null : (
        <Button className={css.pill} size="compact-sm" title={logText.followHint} onClick={() => setFollowing(true)}>
          {fresh > 0 ? logText.newLines(formatNumber(fresh)) : logText.follow}
        </Button>
      )}
      {past === undefined || at === undefined ? null : (
        <PastStrip
          end={past.later}
          side="later"
          read={() => void past.readLater()}
          search={isSearched ? search : undefined}
        />
      )}
      {hasEnded ? <p className={css.end}>{logText.ended}</p> : null}
    </div>
  );
}
