// The pattern that is typed into the filter: plain text, or a regular expression between slashes. Case never counts.

import { MOST_SOUGHT } from '../../shared/model/log-bounds.ts';
import type { LogSought } from '../../shared/model/log-past.ts';

const EXPRESSION = /^\/(.+)\/$/s;

/** `undefined`: nothing is sought. `invalid`: it is no regular expression. */
export type Sought = RegExp | 'invalid' | undefined;

/** What Loki is asked for, in whose words; undefined where nothing is sought. */
export function soughtInPast(typed: string): LogSought | undefined {
  if (typed === '' || typed.length > MOST_SOUGHT) return undefined;
  const [, expression] = EXPRESSION.exec(typed) ?? [];
  return expression === undefined ? { as: 'words', text: typed } : { as: 'expression', text: expression };
}

/** `oom` finds that text, `/exit \d+/` that expression. */
export function soughtOf(typed: string): Sought {
  if (typed === '') return undefined;
  const [, expression] = EXPRESSION.exec(typed) ?? [];
  if (expression === undefined) return new RegExp(typed.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'i');
  try {
    return new RegExp(expression, 'i');
  } catch {
    return 'invalid';
  }
}

/** From and to (exclusive) of its hits in a text, at most `most` of them; one of no length is none. */
export function hitsIn(text: string, pattern: RegExp, most = 100): readonly (readonly [number, number])[] {
  const hits: (readonly [number, number])[] = [];
  for (const match of text.matchAll(new RegExp(pattern, 'gi'))) {
    if (match[0] !== '') hits.push([match.index, match.index + match[0].length]);
    if (hits.length >= most) break;
  }
  return hits;
}
