// The line at one end of a log's lines: the way further, or why there is none.
import { Button } from '@mantine/core';
import { logText } from '../text/logs.ts';
import css from './Logs.module.css';
import type { LogEnd } from './use-log.ts';

interface Props {
  readonly end: LogEnd;
  readonly side: 'earlier' | 'later';
  readonly read: () => void;
  /** The way to search it, or back; absent while nothing is typed. */
  readonly search?: PastSearch | undefined;
}

export interface PastSearch {
  /** What is sought in it now, as it was typed. */
  readonly sought: string | undefined;
  readonly isSpan: boolean;
  readonly begin: () => void;
  readonly end: () => void;
}

/** More of it is cut in a sentence. */
const SHOWN = 60;

export function PastStrip({ end, side, read, search }: Props) {
  const words = wordsOf(end, side, search);
  // While Loki is asked the button stays, so that the focus does.
  const canRead = ['more', 'reading', 'failed', side === 'later' ? 'over' : ''].includes(end.state);
  return (
    <div className={css.strip} data-side={side}>
      {canRead ? (
        <Button variant="subtle" size="compact-sm" className={css.toggle} onClick={read}>
          {logText.past[side]}
        </Button>
      ) : null}
      {search === undefined || side === 'later' ? null : search.sought === undefined ? (
        <Button
          variant="subtle"
          size="compact-sm"
          className={css.toggle}
          title={logText.past.searchHint}
          onClick={search.begin}
        >
          {logText.past.search}
        </Button>
      ) : (
        <Button variant="subtle" size="compact-sm" className={css.toggle} onClick={search.end}>
          {logText.past.endSearch}
        </Button>
      )}
      {words === undefined ? null : (
        <p
          role={end.state === 'failed' ? 'alert' : 'status'}
          className={end.state === 'failed' ? css.warned : undefined}
        >
          {words}
        </p>
      )}
    </div>
  );
}

function wordsOf(end: LogEnd, side: Props['side'], search: PastSearch | undefined): string | undefined {
  const { past } = logText;
  const sought = search?.sought;
  switch (end.state) {
    case 'failed':
      return end.error.message;
    case 'reading':
      return past.reading;
    case 'full':
      return past.full;
    case 'whole':
      return sought === undefined ? past.whole : past.wholeSought;
    case 'over':
      if (side === 'later') return sought === undefined ? past.newest : past.newestSought;
      return sought === undefined ? past.begin : past.beginSought;
    default:
      if (sought === undefined || search === undefined || side === 'later') return undefined;
      return search.isSpan ? past.searchedSpan(shortOf(sought)) : past.searched(shortOf(sought));
  }
}

/** What was typed, as a sentence has it. */
export function shortOf(typed: string): string {
  const text = typed.length > SHOWN ? `${typed.slice(0, SHOWN)}…` : typed;
  return /^\/.+\/$/s.test(typed) ? text : `“${text}”`;
}
