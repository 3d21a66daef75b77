import { expect, it } from 'vitest';
import { refusalOf } from './query-fault.ts';

const words = (place: string, reason: string) => `invalid parameter "query": ${place}: parse error: ${reason}`;

it('the place that Prometheus names, and its reason without it', () => {
  expect(refusalOf('sum(up', words('1:7', 'unclosed left parenthesis'))).toEqual({
    kind: 'refused',
    reason: 'unclosed left parenthesis',
    place: { line: 1, column: 7, at: 6 },
  });
});

it('in a later line, where letters are of several bytes', () => {
  const expression = 'up{zone="Zürich"}\n  + {zone="é", *}';
  // As Go counts: é is two bytes.
  const column = Buffer.from('  + {zone="é", ').length + 1;
  const { place } = refusalOf(expression, words(`2:${column}`, 'unexpected <op:*>'));
  expect(place).toEqual({ line: 2, column: 16, at: expression.indexOf('*') });
});

it('without a place: the reason alone', () => {
  expect(refusalOf('', words('unknown position', 'no expression found in input'))).toEqual({
    kind: 'refused',
    reason: 'no expression found in input',
  });
  const reason = 'found duplicate series for the match group {} on the right side';
  expect(refusalOf('a * b', reason)).toEqual({ kind: 'refused', reason });
});

it('a place that the expression does not have is left out', () => {
  for (const place of ['7:1', '1:99', '1:0', '0:1', '999999999:999999999']) {
    expect(refusalOf('up', words(place, 'odd'))).toEqual({ kind: 'refused', reason: 'odd' });
  }
});
