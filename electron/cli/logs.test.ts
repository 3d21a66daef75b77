import { expect, it } from 'vitest';
import type { LogLine, LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import type { LogPastRequest } from '../../shared/model/log-past.ts';
import { spanOf } from './log-span.ts';
import { type LogsOptions, runLogs, tellLogs } from './logs.ts';
import { recordedConsole } from './recorded-console.testkit.ts';

const NOW = new Date(2026, 10, 30, 14, 0, 0).getTime();
const HOUR = 3_600_000;
const { signal } = new AbortController();
const OVERVIEW = { workloads: [], parts: [], pods: [] };

const line = (hours: number, text: string, pod = 'grafana-0'): LogLine => ({
  at: NOW - hours * HOUR,
  pod,
  container: 'c',
  text,
});

interface Played {
  readonly kept?: readonly LogLine[];
  readonly followed?: readonly LogMessage[];
}

/** What `odin logs` prints over a kubelet and a Loki that are played. */
async function printed(word: string | undefined, options: LogsOptions, { kept, followed = [] }: Played) {
  const console = recordedConsole();
  const asked: LogRequest[] = [];
  const pages: LogPastRequest[] = [];
  const session = {
    logs: async function* (request: LogRequest) {
      asked.push(request);
      yield* followed;
    },
    logPast: {
      isKept: async () => kept !== undefined,
      page: async (request: LogPastRequest) => {
        pages.push(request);
        const lines = (kept ?? []).filter(({ at = 0 }) => at >= request.from && at < request.until);
        return { lines, hasMore: false };
      },
    },
  };
  const told = { session, overview: OVERVIEW, span: spanOf(options, NOW), now: NOW };
  const failure = await tellLogs({ console, signal }, told, word, options).catch(String);
  return {
    lines: console.results.map(({ text }) => text),
    values: console.results.map(({ value }) => value),
    said: console.said,
    asked,
    pages,
    failure,
  };
}

const live = (...lines: readonly LogLine[]): LogMessage => ({ lines: [...lines], notices: [], state: 'live' });
const gone: LogMessage = { lines: [], notices: [], state: 'failed', reason: 'pods "web-1" not found' };

it('three days of a part are what Loki keeps and what the kubelet has', async () => {
  const { lines, asked, pages, failure } = await printed(
    'pod/grafana-0',
    { since: '3d', times: true },
    { kept: [line(60, 'old'), line(2, 'lately', 'grafana-1')], followed: [live(line(0.01, 'now'))] },
  );
  expect(lines).toEqual([
    '2026-11-28 02:00:00.000 grafana-0  old',
    '2026-11-30 12:00:00.000 grafana-1  lately',
    '2026-11-30 13:59:24.000 grafana-0  now',
  ]);
  expect(asked).toMatchObject([{ sinceSeconds: 120, tail: 20_000, previous: false }]);
  expect(pages[0]).toMatchObject({ from: NOW - 72 * HOUR, direction: 'forward' });
  expect(failure).toBe(0);
});

it('half an hour of the past asks Loki alone, and prints documents as ever', async () => {
  const options = { from: '2026-11-30 10:00', to: '2026-11-30 10:30' };
  const { values, asked, said } = await printed(undefined, options, {
    kept: [line(4, 'first'), line(3.5, 'past the end')],
  });
  expect([values, asked, said]).toEqual([[line(4, 'first')], [], []]);
});

it('--tail is the newest of them', async () => {
  const { lines } = await printed(
    'pod/grafana-0',
    { to: '13:00', tail: '1' },
    { kept: [line(4, 'first'), line(3, 'second')] },
  );
  expect(lines).toEqual(['second']);
});

it('--tail finds what is further back than Loki takes at once, and says how far nothing was', async () => {
  const kept = [line(50 * 24, 'old')];
  const near = await printed('pod/grafana-0', { from: '60d', tail: '10' }, { kept, followed: [live()] });
  expect([near.lines, near.said, near.failure]).toEqual([['old'], [], 0]);
  const far = await printed('pod/grafana-0', { from: '900d', tail: '10' }, { kept, followed: [live()] });
  expect(far.lines).toEqual(['old']);
  expect(far.said).toEqual([expect.stringContaining('no line of 390 days in a row')]);
});

it.each([{}, { since: '2d' }, { follow: true }])(
  'of a pod that is gone it tells what was kept, with %j',
  async (options) => {
    const played = { kept: [line(20, 'last words', 'web-1')], followed: [gone] };
    for (const word of ['web-1', 'pod/web-1']) {
      const { lines, said, failure } = await printed(word, options, played);
      expect([lines, said, failure]).toEqual([['last words'], ['pods "web-1" not found'], 0]);
    }
  },
);

it('what is nowhere is refused by its name', async () => {
  const { failure } = await printed('web-1', {}, { kept: [], followed: [gone] });
  expect(failure).toContain('No part of the stack is called web-1');
  expect((await printed('pod/web-1', { since: '2d' }, { kept: [], followed: [gone] })).failure).toContain('not found');
  expect((await printed('web-1', {}, {})).failure).toContain('No part of the stack is called web-1');
});

it('without Loki the kubelet is asked, and the way is told where that was not far enough', async () => {
  const { lines, asked, said } = await printed(
    'pod/grafana-0',
    { since: '3d' },
    { followed: [live(line(2, 'lately'))] },
  );
  expect(lines).toEqual(['lately']);
  expect(asked).toMatchObject([{ sinceSeconds: 259_200 }]);
  expect(said).toEqual([
    'Further back nothing is there, for no Loki keeps logs: put `components: {logs: true}` into your settings, and run `odin install --settings FILE`.',
  ]);
  const far = await printed('pod/grafana-0', { since: '3d' }, { followed: [live(line(71, 'begin'))] });
  expect(far.said).toEqual([]);
  expect((await printed('pod/grafana-0', {}, { followed: [live()] })).said).toEqual([]);
  const upTo = await printed(
    'pod/grafana-0',
    { from: '13:00', to: '13:30' },
    { followed: [live(line(0.7, 'in'), line(0.2, 'after'))] },
  );
  expect(upTo.lines).toEqual(['in']);
});

it('without a time named, Loki is not asked for what is there', async () => {
  const { pages, asked } = await printed('pod/grafana-0', {}, { kept: [line(3, 'x')], followed: [live(line(1, 'y'))] });
  expect([pages, asked[0]?.tail]).toEqual([[], 200]);
});

it.each<[LogsOptions, string]>([
  [{ follow: true, previous: true }, '-f and -p are opposites'],
  [{ follow: true, to: '13:00' }, '-f and --to are opposites'],
  [{ previous: true, from: '3d' }, '-p is the run before this one'],
  [{ since: '3d', from: '2d' }, 'use --from with --to'],
  [{ from: '1d', to: '2d' }, '--from is not before --to'],
  [{ from: '2999-01-01' }, '--from is a moment to come'],
  [{ from: 'tomorrow' }, '"tomorrow" is no moment'],
  [{ tail: '20001' }, 'is no number of lines'],
])('%j is refused before a cluster is asked', async (options, words) => {
  const invocation = { options: { context: 'no such' }, console: recordedConsole(), signal };
  await expect(runLogs(invocation, undefined, options)).rejects.toThrow(words);
});
