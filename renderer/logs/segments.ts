// A line cut where its look changes: colours and weights of its own, and what was sought.
import type { LogLine } from '../../shared/model/log-line.ts';
import { hitsIn } from './pattern.ts';
import { type Style, styleOf } from './sgr.ts';

export interface Segment {
  readonly from: number;
  readonly text: string;
  readonly style: Style | undefined;
  readonly isHit: boolean;
}

/** Changes of colour that are followed in one line; the rest of it keeps the last. */
const MOST_STYLES = 200;

/** All of the text, in order. */
export function segmentsOf({ text, styles = [] }: Pick<LogLine, 'text' | 'styles'>, pattern?: RegExp): Segment[] {
  const hits = pattern === undefined ? [] : hitsIn(text, pattern);
  const spans = styles.slice(0, MOST_STYLES).map(([from, to, codes]) => ({ from, to, style: styleOf(codes) }));
  if (hits.length === 0 && spans.length === 0) return [{ from: 0, text, style: undefined, isHit: false }];
  const inside = (at: number) => at > 0 && at < text.length;
  const edges = [...new Set([0, ...[...hits, ...spans.map(({ from, to }) => [from, to])].flat().filter(inside)])];
  edges.sort((a, b) => a - b);
  return edges.map((from, index) => ({
    from,
    text: text.slice(from, edges[index + 1]),
    style: spans.findLast((span) => span.from <= from && from < span.to)?.style,
    isHit: hits.some(([start, end]) => start <= from && from < end),
  }));
}
