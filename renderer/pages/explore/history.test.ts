import { expect, it } from 'vitest';
import { isHistory, withExpression, withoutExpression } from './history.ts';

it('newest first, each once, the last fifty', () => {
  const many = Array.from({ length: 60 }, (_, index) => `up + ${index}`).reduce(
    withExpression,
    [] as readonly string[],
  );
  expect(many).toHaveLength(50);
  expect(many[0]).toBe('up + 59');
  expect(withExpression(many, '  up + 30\n').slice(0, 2)).toEqual(['up + 30', 'up + 59']);
  expect(withExpression(many, 'up + 30')).toHaveLength(50);
  expect(withoutExpression(['a', 'b'], 'a')).toEqual(['b']);
});

it('what stands in the storage is not trusted', () => {
  expect(isHistory(['up'])).toBe(true);
  for (const odd of [null, 'up', [1], [''], ['x'.repeat(10_001)], Array.from({ length: 51 }, () => 'up')]) {
    expect(isHistory(odd)).toBe(false);
  }
});
