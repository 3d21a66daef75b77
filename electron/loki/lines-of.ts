// Loki's streams as lines of a log, in order of time.
import type { LogLine } from '../../shared/model/log-line.ts';
import { visible } from '../../shared/visible.ts';
import { sortByTime } from '../logs/merge.ts';
import { parseLine } from '../logs/parse-line.ts';
import type { Stamp } from '../logs/stamp.ts';
import type { LokiStream } from './answers.ts';

/** The longest name that Kubernetes has. */
const LONGEST_NAME = 253;

/** At most `most`; in one stream lines of the same moment keep the order in which they were written. */
export function linesOf(streams: readonly LokiStream[], direction: 'backward' | 'forward', most: number): LogLine[] {
  const all = streams.flatMap(({ stream, values }) => {
    const place = { pod: nameIn(stream.pod), container: nameIn(stream.container) };
    const written = direction === 'backward' ? values.toReversed() : values;
    return written.map(([nanos, text]) => parseLine(text.replace(/\n$/, ''), stampOf(nanos), place));
  });
  const sorted = sortByTime(all).map(({ line }) => line);
  return direction === 'backward' ? sorted.slice(-most) : sorted.slice(0, most);
}

/** A label is whatever somebody has sent. */
function nameIn(label = ''): string {
  return visible(label.slice(0, LONGEST_NAME));
}

/** Nanoseconds are more than a number can hold. */
function stampOf(nanos: string): Stamp {
  const digits = nanos.padStart(10, '0');
  return { seconds: Number(digits.slice(0, -9)), nanos: Number(digits.slice(-9)) };
}
