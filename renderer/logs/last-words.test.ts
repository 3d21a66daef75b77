import { expect, it } from 'vitest';
import type { LogLine } from '../../shared/model/log-line.ts';
import { copiedText } from './copied-text.ts';
import { lastWordsIn } from './last-words.ts';
import { LogStore } from './log-store.ts';

const line = (text: string, over: Partial<LogLine> = {}): LogLine => ({ pod: 'p', container: 'c', text, ...over });
const exit = { pod: 'p', container: 'c', code: 1, reason: 'Error' };
const storeOf = (...lines: LogLine[]) => {
  const store = new LogStore();
  store.take({ lines, notices: [{ at: 1, sentence: 'a notice' }] });
  return store;
};

it('marks the last error of what ended, and its last line where none is an error', () => {
  expect(lastWordsIn(storeOf(line('a', { level: 'error' }), line('b')), exit)).toBe(0);
  expect(lastWordsIn(storeOf(line('a'), line('b'), line('c', { pod: 'q', level: 'error' })), exit)).toBe(1);
  expect(lastWordsIn(storeOf(), exit)).toBeUndefined();
});

it('copies a line each, with where it is from if that is not one place', () => {
  const { entries } = storeOf(line('a', { at: 0 }), line('b'), line('c', { at: 1e300 }));
  expect(copiedText(entries, false)).toBe('1970-01-01T00:00:00.000Z a\nb\nc');
  expect(copiedText(entries, true)).toBe('1970-01-01T00:00:00.000Z p/c a\np/c b\np/c c');
});
