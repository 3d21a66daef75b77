import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../shared/model/log-line.ts';
import { type LogFilter, LogIndex, placeOf } from './log-index.ts';
import { LogStore, MOST_LINES } from './log-store.ts';
import { soughtOf } from './pattern.ts';

const all: LogFilter = { level: 'any', pattern: undefined, isHitsOnly: false };
const patternOf = (typed: string) => {
  const sought = soughtOf(typed);
  return sought === 'invalid' ? undefined : sought;
};
const lineOf = (index: number): LogLine => ({
  pod: 'p',
  container: 'c',
  text: `logger=context method=GET path=/api/health status=200 duration=1.2ms user=odin seq=${index}`,
  level: index % 10 === 0 ? 'error' : 'info',
});
const filled = (count: number, bounds?: ConstructorParameters<typeof LogStore>[0]) => {
  const store = new LogStore(bounds);
  store.take({ lines: Array.from({ length: count }, (_, index) => lineOf(index)), notices: [] });
  return store;
};

describe('LogIndex', () => {
  it('says the same in pieces as at once', () => {
    const filter = { level: 'error', pattern: patternOf('seq=1'), isHitsOnly: true } as const;
    const pieces = new LogStore();
    const followed = new LogIndex(filter);
    for (let index = 0; index < 200; index++) {
      pieces.take({ lines: [lineOf(index)], notices: [] });
      if (index % 7 === 0) followed.follow(pieces);
    }
    followed.follow(pieces);
    const whole = new LogIndex(filter);
    whole.follow(filled(200));
    expect(followed.hits).toEqual(whole.hits);
    expect(followed.shown).toEqual(whole.shown);
    expect(whole.hits).toEqual([10, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190]);
  });

  it('lets go of what the log let go, also of what it never saw', () => {
    const store = new LogStore({ lines: 10, characters: 1e6, letGo: 2 });
    const index = new LogIndex(all);
    for (let count = 0; count < 5; count++) {
      store.take({ lines: Array.from({ length: 9 }, (_, at) => lineOf(at)), notices: [] });
      index.follow(store);
      expect(index.shown).toEqual(store.entries.map((_, at) => store.dropped + at));
    }
  });

  it('shows notices whatever the level, but among hits alone none', () => {
    const store = new LogStore();
    store.take({ lines: [], notices: [{ at: 1, sentence: 'replaced' }] });
    const errors = new LogIndex({ ...all, level: 'error' });
    errors.follow(store);
    expect(errors.shown).toEqual([0]);
    const hits = new LogIndex({ ...all, pattern: patternOf('replaced'), isHitsOnly: true });
    hits.follow(store);
    expect(hits.shown).toEqual([]);
  });

  it.each(['seq=99999', 'ODIN', '/status=(4|5)\\d\\d/'])('searches a full log for %s', (typed) => {
    const store = filled(MOST_LINES);
    const index = new LogIndex({ ...all, pattern: patternOf(typed) });
    const begun = process.cpuUsage();
    index.follow(store);
    // A report and no assertion: the machine of a test is not a person's.
    console.info(
      `${typed}: ${index.hits.length} hits of ${MOST_LINES} in ${Math.round(process.cpuUsage(begun).user / 1000)} ms of the processor`,
    );
    expect(index.shown.length).toBe(MOST_LINES);
  });
});

it('finds the place of a number', () => {
  expect([0, 3, 4, 9, 10].map((number) => placeOf([3, 4, 9], number))).toEqual([0, 0, 1, 2, 3]);
});
