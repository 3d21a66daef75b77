import { expect, test } from 'vitest';
import { isColoured, painted, plain, toned } from './tone.ts';

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a terminal of somebody who wants none', true, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR, which says nothing', true, { NO_COLOR: '' }, true],
  ['a terminal that can do nothing', true, { TERM: 'dumb' }, false],
  ['a pipe that is to have them', false, { FORCE_COLOR: '1' }, true],
  ['a pipe that is to have them, said in few words', false, { FORCE_COLOR: '' }, true],
  ['a terminal that is to have none', true, { FORCE_COLOR: '0' }, false],
  ['both words, of which the forcing one counts', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('%s', (_what, isTTY, environment, expected) => {
  expect(isColoured({ isTTY }, environment)).toBe(expected);
});

test('a line is read without its tones', () => {
  expect(plain(['a ', toned('bad', 'b'), ' c'])).toBe('a b c');
  expect(painted('bad', 'b')).toBe('\x1b[31mb\x1b[0m');
  expect(painted('ok', '')).toBe('');
});
