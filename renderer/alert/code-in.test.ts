import { expect, test } from 'vitest';
import { codeIn } from './code-in.ts';

test.each([
  ['', []],
  ['plain', ['plain']],
  ['`a b` says', ['[a b]', ' says']],
  ['run `a` and `b`.', ['run ', '[a]', ' and ', '[b]', '.']],
  ['a lone ` stays', ['a lone ` stays']],
  ['`a` then ` alone', ['[a]', ' then ` alone']],
  ['`` is nothing', ['`` is nothing']],
])('%s', (sentence, expected) => {
  expect(codeIn(sentence).map(({ isCode, words }) => (isCode ? `[${words}]` : words))).toEqual(expected);
});
