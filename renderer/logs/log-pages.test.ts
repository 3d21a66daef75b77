import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type EarlierPlace,
  EMPTY_DAYS,
  type ReadPage,
  readEarlier,
  readLater,
  readWhileNew,
} from '../../shared/log-pages.ts';
import type { LogLine } from '../../shared/model/log-line.ts';
import { LogStore } from './log-store.ts';

/** More lines than any one moment has below. */
const LIMIT = 7;
const BEGIN = 1_000;
const END = 1_040;

/** A whole log: few moments, few words, so that much is alike. */
const logs = fc
  .array(
    fc.record({
      at: fc.integer({ min: BEGIN, max: END - 1 }),
      pod: fc.constantFrom('a', 'b'),
      text: fc.constantFrom('x', 'y'),
    }),
    { maxLength: 120 },
  )
  .map((list): readonly LogLine[] => {
    const counts = new Map<number, number>();
    return list
      .filter(({ at }) => {
        counts.set(at, (counts.get(at) ?? 0) + 1);
        return (counts.get(at) ?? 0) < LIMIT;
      })
      .sort((left, right) => left.at - right.at)
      .map((line) => ({ ...line, container: 'c' }));
  });

/** What Loki does: the lines of a range, those at one end of it. */
function lokiOf(all: readonly LogLine[]): ReadPage {
  return async ({ from, until, direction }) => {
    const inside = all.filter(({ at = 0 }) => at >= from && at < until);
    const lines = direction === 'backward' ? inside.slice(-LIMIT) : inside.slice(0, LIMIT);
    return { lines, hasMore: inside.length >= LIMIT };
  };
}

/** A store that grows by pages; `taken` counts. */
function growing(known: readonly LogLine[] = []) {
  const first = new LogStore();
  first.take({ lines: [...known], notices: [] });
  let store = first;
  return {
    take: (lines: readonly LogLine[]) => {
      const before = store.entries.length;
      store = store.withPast(lines);
      return store.entries.length - before;
    },
    lines: () => store.entries.flatMap((entry) => (entry.kind === 'line' ? [entry.line] : [])),
  };
}

const inAnyOrder = (lines: readonly LogLine[]) => lines.map(({ at, pod, text }) => `${at} ${pod} ${text}`).sort();

function expectWhole(found: readonly LogLine[], all: readonly LogLine[]): void {
  expect(inAnyOrder(found)).toEqual(inAnyOrder(all));
  expect(found.map(({ at }) => at)).toEqual(all.map(({ at }) => at));
}

it('backward, every line is there once, whatever of it the kubelet had', async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.array(fc.boolean(), { minLength: 120, maxLength: 120 }), async (all, had) => {
      const { take, lines } = growing(all.filter((_, index) => had[index]));
      let place: EarlierPlace = { until: END + 60 };
      for (let steps = 0; place.end === undefined; steps++) {
        expect(steps).toBeLessThan(200);
        place = await readEarlier(lokiOf(all), take, place.until);
      }
      expectWhole(lines(), all);
    }),
  );
});

it('forward and backward from a moment, every line is there once', async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.integer({ min: BEGIN - 5, max: END + 5 }), async (all, at) => {
      const { take, lines } = growing();
      let back: EarlierPlace = { until: at };
      while (back.end === undefined) back = await readEarlier(lokiOf(all), take, back.until);
      let place = { from: at, hasMore: true };
      while (place.hasMore) place = await readLater(lokiOf(all), take, place.from, END + 60);
      expectWhole(lines(), all);
    }),
  );
});

it('each reading brings something new, while there is something', async () => {
  const all = Array.from({ length: 40 }, (_, at) => ({ at: BEGIN + at, pod: 'a', container: 'c', text: 'x' }));
  const { take, lines } = growing(all.slice(-15));
  await readEarlier(lokiOf(all), take, END);
  expect(lines().length).toBeGreaterThan(15);
});

it('a moment with more lines than a page does not hold it up, and nothing before its floor is read', async () => {
  const crowd = Array.from({ length: LIMIT * 2 }, (_, index) => ({
    at: 1_010,
    pod: 'a',
    container: 'c',
    text: `${index}`,
  }));
  const all = [
    { at: 1_005, pod: 'a', container: 'c', text: 'floor' },
    { at: 1_006, pod: 'a', container: 'c', text: 'in' },
    ...crowd,
  ];
  const { take, lines } = growing();
  let place: EarlierPlace = { until: END };
  for (let steps = 0; place.end === undefined && steps < 20; steps++)
    place = await readEarlier(lokiOf(all), take, place.until, 1_006);
  expect(place.end).toBe('floor');
  expect(lines()[0]?.text).toBe('in');
});

it('what is read of the past does not count as written since', () => {
  const line = (at: number) => ({ at, pod: 'a', container: 'c', text: `${at}` });
  const store = new LogStore();
  store.take({ lines: [line(10), line(11)], notices: [] });
  const all = store.withPast([line(8), line(9), line(10)]);
  expect([all.entries.length, all.followed]).toEqual([4, 2]);
  all.take({ lines: [line(12)], notices: [] });
  expect(all.followed).toBe(3);
  expect(all.withPast([line(7)]).followed).toBe(3);
});

const lineAt = (at: number, text = `${at}`) => ({ at, pod: 'a', container: 'c', text });

it.each([
  ['the same page', Array.from({ length: 20 }, (_, index) => lineAt(BEGIN + index))],
  ['what comes later', [lineAt(END + 500)]],
  ['what comes later, and one line', [lineAt(BEGIN), lineAt(END + 500)]],
  ['what was before', [lineAt(BEGIN - 500)]],
])('a Loki that answers with %s whatever it is asked comes to an end', async (_what, answer) => {
  for (const direction of ['backward', 'forward'] as const) {
    const asked: number[] = [];
    const { take, lines } = growing();
    const read: ReadPage = async ({ from, until }) => {
      asked.push(direction === 'backward' ? -until : from);
      return { lines: answer, hasMore: true };
    };
    let place: { from: number; hasMore: boolean } = { from: direction === 'backward' ? END : BEGIN, hasMore: true };
    for (let steps = 0; place.hasMore; steps++) {
      expect(steps).toBeLessThan(10);
      if (direction === 'forward') place = await readLater(read, take, place.from, END);
      else {
        const { until, end } = await readEarlier(read, take, place.from, BEGIN);
        place = { from: until, hasMore: end === undefined };
      }
    }
    expect(asked).toEqual([...new Set(asked)].sort((left, right) => left - right));
    expect(lines()).toEqual(answer.filter(({ at }) => at >= BEGIN && at < END));
  }
});

it('a span is read on while there is something new, and no further than asked', async () => {
  const reading = async (brought: readonly number[], most = 100) => {
    let count = 0;
    let rounds = 0;
    const round = async () => {
      expect(rounds).toBeLessThan(20);
      count += brought[rounds++] ?? 0;
      return { hasMore: rounds !== 5 };
    };
    await readWhileNew(round, () => count, most);
    return rounds;
  };
  expect(await reading([3, 1, 0, 4])).toBe(3);
  expect(await reading([9, 9, 9], 18)).toBe(2);
  expect(await reading([1, 1, 1, 1, 1, 1, 1])).toBe(5);
  expect(await reading([0])).toBe(1);
});

it('a moment may have all the lines that there are: none is compared with each other', () => {
  const count = 2_000;
  let looks = 0;
  const crowd = Array.from({ length: count }, (_, index) => ({
    ...lineAt(7),
    get pod() {
      looks++;
      return `pod-${index}`;
    },
  }));
  const store = new LogStore();
  store.take({ lines: crowd, notices: [] });
  expect(store.withPast(crowd.toReversed()).entries.length).toBe(count);
  expect(looks).toBeLessThan(20 * count);
});

it('lines are told apart by all that they have, and counted', () => {
  const lines = ['a', 'b'].flatMap((pod) => ['c', 'd'].map((container) => ({ at: 7, pod, container, text: 'x' })));
  const store = new LogStore();
  store.take({ lines: lines.slice(0, 2), notices: [{ at: 7, sentence: 'x' }] });
  expect(store.withPast([...lines, ...lines.slice(0, 1)]).entries.length).toBe(6);
});

it('what Loki throws is thrown', async () => {
  const refuses = () => Promise.reject(new Error('not ready'));
  await expect(readEarlier(refuses, () => 0, END)).rejects.toThrow('not ready');
});

const DAY_MS = 86_400_000;

it('backward, a line is found behind any number of empty days up to the bound, and what is behind more is said to be unknown', async () => {
  const now = 3_000 * DAY_MS;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 2 * EMPTY_DAYS }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 2_900 }),
      async (gaps, floorDays) => {
        const floor = now - floorDays * DAY_MS;
        const all = gaps
          .map((_, index) => gaps.slice(0, index + 1).reduce((sum, days) => sum + days, 0))
          .map((days) => lineAt(now - days * DAY_MS))
          .toReversed();
        const { take, lines } = growing();
        let asked = 0;
        const read: ReadPage = (range) => {
          asked++;
          expect(range.until - range.from).toBeLessThanOrEqual(30 * DAY_MS);
          return lokiOf(all)(range);
        };
        let place: EarlierPlace = { until: now };
        while (place.end === undefined) {
          const before = asked;
          place = await readEarlier(read, take, place.until, floor);
          expect(asked - before).toBeLessThan(30);
        }
        const missing = all.filter((line) => line.at >= floor && !lines().includes(line));
        if (place.end === 'floor') expect(missing).toEqual([]);
        for (const line of missing) expect(line.at).toBeLessThan(place.until);
        const youngest = missing.at(-1)?.at ?? 0;
        const oldest = lines()[0]?.at ?? now;
        if (missing.length > 0) expect(oldest - youngest).toBeGreaterThanOrEqual((EMPTY_DAYS - 30) * DAY_MS);
      },
    ),
  );
});

it('a Loki that says for ever that there is more, and gives nothing, is asked no more than it has ranges', async () => {
  let asked = 0;
  const read: ReadPage = async () => {
    asked++;
    return { lines: [], hasMore: true };
  };
  expect(await readEarlier(read, () => 0, 3_000 * DAY_MS)).toEqual({
    until: (3_000 - EMPTY_DAYS) * DAY_MS,
    end: 'empty',
  });
  expect(asked).toBe(EMPTY_DAYS / 30);
});
