import { expect, it } from 'vitest';
import { LONGEST_SILENCE_MS } from '../../shared/model/silence-bounds.ts';
import { silenceEnd } from './silence-end.ts';

const NOW = new Date(2026, 10, 30, 17, 0).getTime();
const HOUR = 3_600_000;

/** As the field writes it. */
const typed = (at: number) => {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
};

it('ends after the hours that were chosen, whatever stands in the field', () => {
  expect(silenceEnd(8, 'x', NOW)).toBe(NOW + 8 * HOUR);
});

it('ends at the moment that was typed, of the person’s own clock', () => {
  expect(silenceEnd('until', '2026-11-30T18:40', NOW)).toBe(new Date(2026, 10, 30, 18, 40).getTime());
});

it.each([
  ['missing', ''],
  ['missing', 'tomorrow'],
  ['past', typed(NOW)],
  ['past', '1970-01-01T00:00'],
  ['tooLate', typed(NOW + LONGEST_SILENCE_MS + 60_000)],
  // What a field for day and time holds where a sixth figure of the year was typed, and the last moment that it takes.
  ['tooLate', '12026-11-30T18:40'],
  ['tooLate', '275760-09-13T00:00'],
])('says what is wrong with a moment: %s, %s', (problem, text) => {
  expect(silenceEnd('until', text, NOW)).toBe(problem);
});

it('takes the last moment that the main process takes', () => {
  expect(silenceEnd('until', typed(NOW + LONGEST_SILENCE_MS), NOW)).toBe(NOW + LONGEST_SILENCE_MS);
});
