// A point in time as two quiet lines of a table: the day, then the time of the day.
import { formatClock, formatDate } from '../format/clock.ts';
import css from './Timestamp.module.css';

export function Timestamp({ at }: { readonly at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()}>
      {formatDate(at)}
      <span className={css.clock}>{formatClock(at / 1000)}</span>
    </time>
  );
}
