// One line of a container's log, as the kubelet sends it with its time, made ready to be shown.
import type { LogLine } from '../../shared/model/log-line.ts';
import { levelOf } from './level.ts';
import { parseStyles } from './sgr.ts';
import { msOf, parseStamp, type Stamp } from './stamp.ts';

/** What is longer is cut: 16 kB are a page of text. */
const MOST_CHARACTERS = 16_000;

/** Colour codes and what becomes visible take room of their own, so that more is read than is kept. */
const MOST_READ = 2 * MOST_CHARACTERS;

/** A line, and when it was written to the nanosecond; without a stamp where it came without a time. */
export interface TimedLine {
  readonly stamp: Stamp | undefined;
  readonly line: LogLine;
}

/** The time before a line, and what comes after it. */
export function splitStamp(raw: string): { readonly stamp: Stamp | undefined; readonly content: string } {
  const space = raw.indexOf(' ');
  const stamp = parseStamp(raw.slice(0, space < 0 ? raw.length : Math.min(space, 64)));
  if (stamp === undefined) return { stamp, content: raw };
  return { stamp, content: space < 0 ? '' : raw.slice(space + 1) };
}

/** What the log has after the time, as a line of this container. */
export function parseLine(
  content: string,
  stamp: Stamp | undefined,
  { pod, container }: Pick<LogLine, 'pod' | 'container'>,
): TimedLine {
  const whole = content.endsWith('\r') ? content.slice(0, -1) : content;
  const { text, styles } = parseStyles(whole.slice(0, MOST_READ));
  const isCut = text.length > MOST_CHARACTERS || whole.length > MOST_READ;
  const kept = isCut ? `${cutAt(text, MOST_CHARACTERS)}…` : text;
  const shownStyles = isCut ? styles.flatMap(([from, to, codes]) => clip(from, to, codes, kept.length)) : [...styles];
  const level = levelOf(kept);
  const line: LogLine = {
    ...(stamp === undefined ? {} : { at: msOf(stamp) }),
    pod,
    container,
    text: kept,
    ...(level === undefined ? {} : { level }),
    ...(shownStyles.length === 0 ? {} : { styles: shownStyles }),
  };
  return { stamp, line };
}

/** At most so many units, and no half of a character. */
function cutAt(text: string, most: number): string {
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return text.slice(0, isHalf ? most - 1 : most);
}

function clip(from: number, to: number, codes: string, length: number): [number, number, string][] {
  return from < length ? [[from, Math.min(to, length), codes]] : [];
}
