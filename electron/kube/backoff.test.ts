import { expect, it } from 'vitest';
import { Backoff } from './backoff.ts';

it('doubles up to its limit and starts over', () => {
  const backoff = new Backoff({ baseMs: 100, maxMs: 1000, random: () => 1 });
  expect(Array.from({ length: 6 }, () => backoff.nextMs())).toEqual([100, 200, 400, 800, 1000, 1000]);
  backoff.reset();
  expect(backoff.nextMs()).toBe(100);
});

it('leaves up to half of a step to chance', () => {
  const least = new Backoff({ baseMs: 100, maxMs: 1000, random: () => 0 });
  expect([least.nextMs(), least.nextMs()]).toEqual([50, 100]);
});
