// The time of a table of which nothing was heard since.
import { formatClock } from '../../format/clock.ts';
import { overviewText } from '../../text/overview.ts';
import css from './tables.module.css';

/** `at`: in ms since the epoch; undefined for what is known to be so now. */
export function PastNote({ at }: { readonly at: number | undefined }) {
  return at === undefined ? null : <span className={css.past}>{overviewText.asOf(formatClock(at / 1_000))}</span>;
}
