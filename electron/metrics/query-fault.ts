// A refusal of an expression: Prometheus' reason, and the place in the expression that it names.
import type { ExploreRefusal } from '../../shared/model/explore.ts';

/** `invalid parameter "query": 1:5: parse error: unexpected end of input`. */
const PLACED = /(?:^|: )(\d{1,9}):(\d{1,9}): parse error: (.*)$/s;
const UNPLACED = /(?:^|: )unknown position: parse error: (.*)$/s;

/**
 * The refusal of an expression. Prometheus counts bytes from the start of the line, and people characters; a place that the
 * expression does not have is not told.
 */
export function refusalOf(expression: string, words: string): ExploreRefusal {
  const [, line, column, placed] = PLACED.exec(words) ?? [];
  if (placed === undefined) return { kind: 'refused', reason: UNPLACED.exec(words)?.[1] ?? words };
  const place = placeIn(expression, Number(line), Number(column));
  return { kind: 'refused', reason: placed, ...(place === undefined ? {} : { place }) };
}

function placeIn(expression: string, line: number, column: number): ExploreRefusal['place'] {
  const lines = expression.split('\n');
  const text = lines[line - 1];
  if (text === undefined || column < 1) return undefined;
  const bytes = Buffer.from(text);
  // At its end something may be missing.
  if (column - 1 > bytes.length) return undefined;
  const before = bytes.subarray(0, column - 1).toString();
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return { line, column: [...before].length + 1, at: Math.min(start + before.length, expression.length) };
}
