import { expect, test } from 'vitest';
import { mapSelects, selectorQuery, selects } from './label-selector.ts';

const SELECTOR = {
  matchLabels: { app: 'web' },
  matchExpressions: [
    { key: 'tier', operator: 'In', values: ['a', 'b'] },
    { key: 'old', operator: 'DoesNotExist' },
    { key: 'zone', operator: 'NotIn', values: ['z'] },
    { key: 'new', operator: 'Exists' },
    { key: 'x', operator: 'Like', values: ['y'] },
  ],
};

test('as a query', () => {
  expect(selectorQuery(SELECTOR)).toBe('app in (web),tier in (a,b),!old,zone notin (z),new');
  for (const none of [undefined, null, {}, 'app=web', { matchLabels: {} }]) expect(selectorQuery(none)).toBeUndefined();
});

test.each([
  [{ app: 'web', tier: 'b', new: '' }, true],
  [{ app: 'web', tier: 'b', new: '', zone: 'y' }, true],
  [{ app: 'web', tier: 'c', new: '' }, false],
  [{ app: 'web', tier: 'b', new: '', old: '' }, false],
  [{ app: 'web', tier: 'b', new: '', zone: 'z' }, false],
  [{ app: 'web', tier: 'b' }, false],
  [undefined, false],
])('selects %j: %s', (labels, isSelected) => expect(selects(SELECTOR, labels)).toBe(isSelected));

test('an empty selector selects all, one that is absent nothing; an empty map nothing', () => {
  expect(selects({}, undefined)).toBe(true);
  expect(selects(undefined, { app: 'web' })).toBe(false);
  expect(mapSelects({}, { app: 'web' })).toBe(false);
  expect(mapSelects({ app: 'web' }, { app: 'web', more: 'x' })).toBe(true);
});
