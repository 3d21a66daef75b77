import { expect, test } from 'vitest';
import type { LogLine } from '../../shared/model/log-line.ts';
import { LogText } from './log-text.ts';
import { plain } from './tone.ts';

const at = new Date(2026, 10, 30, 14, 2, 3, 45).getTime();
const line = (pod: string, text: string, more: Partial<LogLine> = {}): LogLine => ({
  pod,
  container: pod,
  text,
  ...more,
});
const shown = (text: LogText, ...lines: readonly LogLine[]) =>
  text.linesOf({ lines: [...lines] }).map(([, one]) => one);

test('one pod is not named, several are, each in a column', () => {
  const text = new LogText('none');
  expect(shown(text, line('a', 'one')).map(plain)).toEqual(['one']);
  expect(shown(text, line('longer', 'two'), line('a', 'three')).map(plain)).toEqual(['longer  two', 'a       three']);
});

test('several containers of a pod are told apart', () => {
  const lines = [line('a', 'one'), line('a', 'two', { container: 'sidecar' })];
  expect(shown(new LogText('none'), ...lines).map(plain)).toEqual(['a/a        one', 'a/sidecar  two']);
});

test('with the time of this machine where it is asked for', () => {
  const lines = [line('a', 'one', { at }), line('a', 'two')];
  expect(shown(new LogText('time'), ...lines).map(plain)).toEqual(['14:02:03.045 one', '             two']);
});

test('with its day where lines of several days follow each other', () => {
  const lines = [line('a', 'one', { at }), line('a', 'two')];
  const days = ['2026-11-30 14:02:03.045 one', '                        two'];
  expect(shown(new LogText('day'), ...lines).map(plain)).toEqual(days);
});

test('errors and warnings have their tones', () => {
  const lines = [
    line('a', 'x', { level: 'error' }),
    line('a', 'y', { level: 'warn' }),
    line('a', 'z', { level: 'info' }),
  ];
  expect(shown(new LogText('none'), ...lines)).toEqual([
    [{ tone: 'bad', text: 'x' }],
    [{ tone: 'warn', text: 'y' }],
    ['z'],
  ]);
});
