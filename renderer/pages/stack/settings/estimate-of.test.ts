import { expect, test } from 'vitest';
import { estimateOf } from './estimate-of.ts';

const GIB = 2 ** 30;

test.each([
  [0.2 * GIB, '30d', '8GB', 'About 6 GiB at 30d, by what comes in today.'],
  [0.2 * GIB, '90d', '8GB', 'About 18 GiB at 90d: the size limit of 8GB deletes samples before that.'],
  [0.2 * GIB, '90d', undefined, 'About 18 GiB at 90d, by what comes in today.'],
  [0.2 * GIB, '1w', '8GB', 'About 1.4 GiB at 1w, by what comes in today.'],
  [0.2 * GIB, '90d', 'much', 'About 18 GiB at 90d, by what comes in today.'],
  [0.2 * GIB, 'often', '8GB', undefined],
  [0.2 * GIB, '', '8GB', undefined],
])('%d bytes a day at %s, with %s at most: %s', (perDay, time, limit, words) => {
  expect(estimateOf(perDay, time, limit)).toBe(words);
});
