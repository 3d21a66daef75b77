import { expect, it } from 'vitest';
import { tabOf } from './tabs.ts';

it.each([
  ['silenced', 'silenced'],
  ['history', 'history'],
  ['firing', 'firing'],
  [undefined, 'firing'],
  ['elsewhere', 'firing'],
])('the place %j is the tab %s', (place, tab) => {
  expect(tabOf(place)).toBe(tab);
});
