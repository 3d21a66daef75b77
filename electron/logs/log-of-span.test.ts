import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { ReadPage } from '../../shared/log-pages.ts';
import type { LogLine, LogMessage } from '../../shared/model/log-line.ts';
import { type LogSpan, logOfSpan } from './log-of-span.ts';

const NOW = 1_796_054_400_000;
const MINUTE = 60_000;
/** More lines than any one moment has below. */
const LIMIT = 7;

/** A whole log of ten minutes: few words, so that much is alike. */
const logs = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 20 }).map((half) => NOW - half * 30_000),
      pod: fc.constantFrom('a', 'b'),
      text: fc.constantFrom('x', 'y'),
    }),
    { maxLength: 60 },
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

function lokiOf(all: readonly LogLine[]): ReadPage {
  return async ({ from, until, direction }) => {
    const inside = all.filter(({ at = 0 }) => at >= from && at < until);
    const lines = direction === 'backward' ? inside.slice(-LIMIT) : inside.slice(0, LIMIT);
    return { lines, hasMore: inside.length >= LIMIT };
  };
}

/** A kubelet that has what is no older than `since`, and then `more`. */
function kubeletOf(all: readonly LogLine[], more: readonly LogMessage[] = []) {
  return async function* (since: number): AsyncGenerator<LogMessage> {
    const lines = all.filter(({ at = 0 }) => at >= NOW - since * 1000);
    yield { lines: lines.slice(0, 3), notices: [], state: 'reading' };
    yield { lines: lines.slice(3), notices: [], state: 'live' };
    yield* more;
  };
}

const absent = async function* (): AsyncGenerator<LogMessage> {
  yield { lines: [], notices: [], state: 'failed', reason: 'pod gone is not there.' };
};

/** All that is told up to `live`, and how it ended. */
async function told(sources: Parameters<typeof logOfSpan>[0], span: LogSpan) {
  const lines: LogLine[] = [];
  const notices: string[] = [];
  let last: LogMessage | undefined;
  for await (const message of logOfSpan(sources, span)) {
    for (const line of message.lines) lines.push(line);
    notices.push(...message.notices.map(({ sentence }) => sentence));
    last = message;
    if (message.state === 'live') break;
  }
  return { lines, notices, state: last?.state, reason: last?.reason };
}

const inAnyOrder = (lines: readonly LogLine[]) => lines.map(({ at, pod, text }) => `${at} ${pod} ${text}`).sort();

it('has each line once and in order, whatever of the end Loki lacks and of the past the kubelet lacks', async () => {
  await fc.assert(
    fc.asyncProperty(
      logs,
      fc.integer({ min: -12, max: 1 }),
      fc.option(fc.integer({ min: -10, max: 2 })),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 2, max: 12 }),
      fc.option(fc.integer({ min: 0, max: 20 })),
      async (all, begin, end, lag, kept, tail) => {
        const from = NOW + begin * MINUTE;
        const until = end === null ? undefined : NOW + end * MINUTE;
        const read = lokiOf(all.filter(({ at = 0 }) => at < NOW - lag * MINUTE));
        const follow = kubeletOf(all.filter(({ at = 0 }) => at >= NOW - kept * MINUTE));
        const { lines } = await told({ read, follow, now: NOW }, { from, until, tail: tail ?? undefined });
        const wanted = all.filter(({ at = 0 }) => at >= from && at < (until ?? Number.POSITIVE_INFINITY));
        expect(lines.map(({ at }) => at)).toEqual([...lines].map(({ at }) => at).sort((a = 0, b = 0) => a - b));
        if (tail === null) expect(inAnyOrder(lines)).toEqual(inAnyOrder(wanted));
        else expect(lines.map(({ at }) => at)).toEqual(tail === 0 ? [] : wanted.slice(-tail).map(({ at }) => at));
      },
    ),
  );
});

const line = (minutes: number, text: string): LogLine => ({
  at: NOW - minutes * MINUTE,
  pod: 'a',
  container: 'c',
  text,
});
const refuses: ReadPage = () => Promise.reject(new AppError('unavailable', 'Loki is not ready.'));

it('of what is over no kubelet is asked', async () => {
  const follow = () => {
    throw new Error('asked');
  };
  const read = lokiOf([line(9, 'before'), line(8, 'in'), line(5, 'after')]);
  const { lines, state } = await told({ read, follow, now: NOW }, { from: NOW - 8 * MINUTE, until: NOW - 5 * MINUTE });
  expect([lines.map(({ text }) => text), state]).toEqual([['in'], 'ended']);
});

it('goes on with what comes', async () => {
  const follow = kubeletOf([line(1, 'kept')], [{ lines: [line(0, 'new')], notices: [], state: 'live' }]);
  const texts: string[] = [];
  for await (const { lines } of logOfSpan(
    { read: lokiOf([line(9, 'old')]), follow, now: NOW },
    { from: NOW - 10 * MINUTE },
  ))
    texts.push(...lines.map(({ text }) => text));
  expect(texts).toEqual(['old', 'kept', 'new']);
});

it('of a pod that is gone there is what was kept, and then its end', async () => {
  const sources = { read: lokiOf([line(9, 'last words')]), follow: absent, now: NOW };
  expect(await told(sources, { from: NOW - 20 * MINUTE })).toEqual({
    lines: [line(9, 'last words')],
    notices: [],
    state: 'ended',
    reason: 'pod gone is not there.',
  });
  expect((await told(sources, { from: NOW - 20 * MINUTE, tail: 5 })).lines).toHaveLength(1);
  expect((await told({ ...sources, read: lokiOf([]) }, { from: NOW - 20 * MINUTE })).state).toBe('failed');
});

it('where Loki does not answer, the kubelets are asked for all of it, and it is said', async () => {
  const follow = kubeletOf([line(9, 'old'), line(1, 'new')]);
  const { lines, notices } = await told({ read: refuses, follow, now: NOW }, { from: NOW - 10 * MINUTE });
  expect(lines.map(({ text }) => text)).toEqual(['old', 'new']);
  expect(notices).toEqual(['Loki is not ready. What the nodes have of it is shown.']);
  const over = told({ read: refuses, follow, now: NOW }, { from: 0, until: NOW - 5 * MINUTE });
  await expect(over).rejects.toThrow('Loki is not ready.');
});

it('a Loki that fails half way is no whole log', async () => {
  let pages = 0;
  const whole = lokiOf(Array.from({ length: 20 }, (_, index) => line(30 - index, `${index}`)));
  const read: ReadPage = (range) => (pages++ === 0 ? whole(range) : refuses(range));
  const sources = { read, follow: kubeletOf([]), now: NOW };
  await expect(told(sources, { from: NOW - 40 * MINUTE })).rejects.toThrow('Loki is not ready.');
});

it('a span that is longer than Loki takes at once is read to its end', async () => {
  const read = lokiOf([line(100 * 1_440, 'old'), line(9, 'young')]);
  const { lines } = await told({ read, follow: kubeletOf([]), now: NOW }, { from: NOW - 120 * 1_440 * MINUTE });
  expect(lines.map(({ text }) => text)).toEqual(['old', 'young']);
});

/** A Loki that never says that it is done, and gives `lines` of each range it is asked for. */
const endless = (lines: (range: Parameters<ReadPage>[0], page: number) => readonly LogLine[]) => {
  const asked: number[] = [];
  const read: ReadPage = async (range) => {
    asked.push(range.from);
    return { lines: [...lines(range, asked.length)], hasMore: true };
  };
  return { read, asked };
};
const lineAt = (at: number, text: string): LogLine => ({ at, pod: 'a', container: 'c', text });

it.each([
  ['many lines', Array.from({ length: 5_000 }, (_, index) => `${index}`)],
  ['few, and long ones', Array.from({ length: 10 }, () => 'x'.repeat(400_000))],
])('of the last two minutes no more is held than may be, with %s in each page', async (_what, texts) => {
  const { read, asked } = endless(({ from }, page) => texts.map((text) => lineAt(from + 1, `${page} ${text}`)));
  const follow = kubeletOf([lineAt(NOW, 'from the node')]);
  const { lines, notices, state } = await told({ read, follow, now: NOW }, { from: NOW - MINUTE });
  expect(asked.length).toBeLessThan(100);
  expect(lines.at(-1)?.text).toBe('from the node');
  expect([notices, state]).toEqual([[expect.stringContaining('than is held at once')], 'live']);
});

it.each<[string, Parameters<typeof endless>[0]]>([
  ['a line of each millisecond', ({ from }) => [lineAt(from, 'same')]],
  ['the same line', () => [lineAt(NOW - 9 * MINUTE, 'same')]],
  ['lines of other times', () => [lineAt(NOW - 90 * MINUTE, 'before'), lineAt(NOW, 'after')]],
])('a Loki that gives %s for ever comes to an end', async (what, lines) => {
  for (const tail of [undefined, 20_000]) {
    const { read, asked } = endless(lines);
    const span = { from: NOW - 10 * MINUTE, until: NOW - 5 * MINUTE, tail };
    const ending = told({ read, follow: absent, now: NOW }, span);
    if (what.includes('millisecond') && tail === undefined)
      await expect(ending).rejects.toThrow('choose a shorter time');
    else expect((await ending).state).toBe('ended');
    expect(asked.length).toBeLessThan(20_002);
  }
});

it('lines that are too long to be held are fewer than were asked for, which is said', async () => {
  const { read, asked } = endless(({ until }) => [lineAt(until - 1, 'x'.repeat(4_000_000))]);
  const span = { from: NOW - 10 * MINUTE, until: NOW - 5 * MINUTE, tail: 20_000 };
  const { lines, notices } = await told({ read, follow: absent, now: NOW }, span);
  expect([lines.length, asked.length]).toEqual([8, 8]);
  expect(notices).toEqual([expect.stringContaining('fewer than were asked for')]);
});
