// The line at one end of a log's lines: the way further, or why there is none.
import { Button } from '@mantine/core';
import { logText } from '../text/logs.ts';
import css from './Logs.module.css';
import type { LogEnd } from './use-log.ts';

interface Props {
  readonly end: LogEnd;
  readonly side: 'earlier' | 'later';
  readonly read: () => void;
}

export function PastStrip({ end, side, read }: Props) {
  const words = wordsOf(end, side);
  // While Loki is asked the button stays, so that the focus does.
  const canRead = ['more', 'reading', 'failed', side === 'later' ? 'over' : ''].includes(end.state);
  return (
    <div className={css.strip} data-side={side}>
      {canRead ? (
        <Button variant="subtle" size="compact-sm" className={css.toggle} onClick={read}>
          {logText.past[side]}
        </Button>
      ) : null}
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

function wordsOf(end: LogEnd, side: Props['side']): string | undefined {
  switch (end.state) {
    case 'failed':
      return end.error.message;
    case 'reading':
      return logText.past.reading;
    case 'full':
      return logText.past.full;
    case 'whole':
      return logText.past.whole;
    case 'over':
      return side === 'earlier' ? logText.past.begin : logText.past.newest;
    default:
      return undefined;
  }
}
