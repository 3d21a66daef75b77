// The lines of a log that are in sight, of up to a hundred thousand; at its end it follows until somebody scrolls.
import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LogMessage } from '../../../shared/model/log-line.ts';
import { formatNumber } from '../../format/number.ts';
import { logText } from '../../text/logs.ts';
import { LogRow } from './LogRow.tsx';
import css from './Logs.module.css';
import { placeOf } from './log-index.ts';
import type { LogStore } from './log-store.ts';
import { nameTags } from './name-tags.ts';

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
}

export function LogList(props: Props) {
  const { store, shown, pattern, focused, isWrapped, hasTimes, mark, lastExit, hasEnded, followRequests } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  // The number that comes after the last one that was seen at the end.
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
  if (isFollowing) seen.current = next;

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

  /** A person's own doing: by wheel, key or bar; never the list's own following. */
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_PX;
    if (isAtEnd && !hasEnded) setFollowing(true);
  };
  const stopFollowing = () => setFollowing(false);
  const fresh = next - seen.current;
  return (
    <div className={css.body}>
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
                isFocused={number === focused}
                isWrapped={isWrapped}
                hasTimes={hasTimes}
                lastExit={number === mark ? lastExit : undefined}
              />
            );
          })}
        </div>
        {shown.length === 0 ? <p className={css.empty}>{logText.nothingShown}</p> : null}
      </div>
      {isFollowing || hasEnded ? null : (
        <Button className={css.pill} size="compact-sm" title={logText.followHint} onClick={() => setFollowing(true)}>
          {fresh > 0 ? logText.newLines(formatNumber(fresh)) : logText.follow}
        </Button>
      )}
      {hasEnded ? <p className={css.end}>{logText.ended}</p> : null}
    </div>
  );
}
