import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../shared/model/log-line.ts';
import { NO_RANK, rankOf } from './levels.ts';
import { LogStore } from './log-store.ts';

const line = (text: string, over: Partial<LogLine> = {}): LogLine => ({ pod: 'p', container: 'c', text, ...over });
const texts = ({ entries }: LogStore) =>
  entries.map((entry) => (entry.kind === 'line' ? entry.line.text : `(${entry.sentence})`));

describe('LogStore', () => {
  it('puts a notice between the lines around it, and a late one at the end', () => {
    const store = new LogStore();
    store.take({
      lines: [line('a', { at: 10 }), line('b', { at: 30 }), line('without a time')],
      notices: [
        { at: 99, sentence: 'late' },
        { at: 20, sentence: 'between' },
      ],
    });
    expect(texts(store)).toEqual(['a', '(between)', 'b', 'without a time', '(late)']);
  });

  it('lets the oldest go at its bound, a piece at a time, and counts them', () => {
    const store = new LogStore({ lines: 10, characters: 1_000, letGo: 3 });
    for (let index = 0; index < 11; index++) store.take({ lines: [line(String(index))], notices: [] });
    expect(store.dropped).toBe(4);
    expect(texts(store)).toEqual(['4', '5', '6', '7', '8', '9', '10']);
  });

  it('is bounded by characters too', () => {
    const store = new LogStore({ lines: 100, characters: 100, letGo: 1 });
    for (let index = 0; index < 50; index++) store.take({ lines: [line('x'.repeat(30))], notices: [] });
    expect(store.entries.length).toBe(3);
    expect(store.dropped).toBe(47);
  });

  it('never has more than its bound, whatever comes at once', () => {
    const store = new LogStore({ lines: 10, characters: 1_000, letGo: 30 });
    store.take({ lines: Array.from({ length: 25 }, (_, index) => line(String(index))), notices: [] });
    expect(store.entries.length).toBeLessThanOrEqual(10);
    expect(store.dropped + store.entries.length).toBe(25);
  });

  it('cuts a line that nobody reads to its end, and says by how much', () => {
    const store = new LogStore();
    store.take({ lines: [line('y'.repeat(12_345))], notices: [] });
    expect(store.entries[0]).toMatchObject({ cut: 2_345, line: { text: 'y'.repeat(10_000) } });
  });

  it('takes a stack trace for a part of its error, in its own container alone', () => {
    const store = new LogStore();
    store.take({
      lines: [
        line('panic', { level: 'error' }),
        line('  at main.go:7'),
        line('elsewhere', { container: 'other' }),
        line('calm', { level: 'info' }),
        line('calm too'),
      ],
      notices: [],
    });
    const ranks = store.entries.map((entry) => (entry.kind === 'line' ? entry.rank : undefined));
    expect(ranks).toEqual([rankOf('error'), rankOf('error'), NO_RANK, rankOf('info'), rankOf('info')]);
  });
});
