import { expect, it } from 'vitest';
import type { RecentEntry } from '../../../shared/model/recent.ts';
import { daysOf } from './recent-days.ts';

const now = new Date(2026, 4, 12, 9, 41).getTime();
const entry = (id: string, at: number): RecentEntry => ({ id, at, kind: 'event', tone: 'info', sentence: id });

it('parts what happened by days, today without a word', () => {
  const entries = [
    entry('a', now - 1),
    entry('b', new Date(2026, 4, 12, 0, 1).getTime()),
    entry('c', new Date(2026, 4, 11, 23, 59).getTime()),
    entry('d', new Date(2026, 4, 2, 12).getTime()),
  ];
  expect(daysOf(entries, now, 'en-GB').map(({ label, entries }) => [label, entries.map(({ id }) => id)])).toEqual([
    [undefined, ['a', 'b']],
    ['Yesterday', ['c']],
    ['2 May 2026', ['d']],
  ]);
});

it('has no day of nothing', () => {
  expect(daysOf([], now)).toEqual([]);
});
