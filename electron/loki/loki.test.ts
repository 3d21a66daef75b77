import { createServer, type RequestListener } from 'node:http';
import { duplexPair } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import { tunnelPool } from '../cluster/tunnel-pool.ts';
import { LokiClient, type LokiOptions } from './loki.ts';

const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

const RANGE = { from: 1_764_000_000_000, until: 1_764_000_060_000, direction: 'backward' } as const;
const SELECTOR = '{namespace="monitoring"}';

/** A client whose tunnels lead to `listener`, as to a pod: streams that are no sockets. */
function clientOf(listener: RequestListener, options?: LokiOptions): LokiClient {
  const server = createServer(listener);
  const open = async () => {
    const [here, there] = duplexPair();
    server.emit('connection', there);
    return here;
  };
  const client = new LokiClient('loki.monitoring:3100', tunnelPool(open, never), options);
  undo.push(() => client.close());
  return client;
}

const answering = (result: unknown) =>
  JSON.stringify({ status: 'success', data: { resultType: 'streams', result, stats: { summary: {} } } });
const stream = (pod: string, values: readonly unknown[]) => ({ stream: { pod, container: 'main', app: 'x' }, values });

test('asks for a range in nanoseconds, and puts the streams in one order of time', async () => {
  const asked: URLSearchParams[] = [];
  const client = clientOf((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://x').searchParams);
    response.end(
      answering([
        stream('a', [
          ['1764000000000000003', 'last'],
          ['1764000000000000002', 'second of one moment'],
          ['1764000000000000002', 'first of one moment\n'],
        ]),
        stream('b', [['1764000000000000001', 'level=error \u001b[31mred\u001b[0m', { traceID: 'x' }]]),
      ]),
    );
  });
  const { lines, hasMore } = await client.lines(SELECTOR, RANGE, never);
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({
    query: SELECTOR,
    start: '1764000000000000000',
    end: '1764000060000000000',
    limit: '5000',
    direction: 'backward',
  });
  expect(lines.map(({ text }) => text)).toEqual([
    'level=error red',
    'first of one moment',
    'second of one moment',
    'last',
  ]);
  expect(lines[0]).toMatchObject({ at: 1_764_000_000_000, pod: 'b', container: 'main', level: 'error' });
  expect(lines[0]?.styles).toEqual([[12, 15, '31']]);
  expect(hasMore).toBe(false);
});

test('a page that is full has more; of one that is more than full, the wanted end is kept', async () => {
  const values = Array.from({ length: 7 }, (_, index) => [`${1_764_000_000_000 + 7 - index}000000`, `${7 - index}`]);
  const client = clientOf((_, response) => response.end(answering([stream('a', values)])), { limits: [5] });
  const { lines, hasMore } = await client.lines(SELECTOR, RANGE, never);
  expect(lines.map(({ text }) => text)).toEqual(['3', '4', '5', '6', '7']);
  expect(hasMore).toBe(true);
});

test('where lines are too long for a page, fewer are asked for', async () => {
  const limits: string[] = [];
  const client = clientOf(
    (request, response) => {
      const limit = new URL(request.url ?? '', 'http://x').searchParams.get('limit') ?? '';
      limits.push(limit);
      const values = Array.from({ length: Number(limit) }, (_, at) => [
        `${1_764_000_000_000 - at}000000`,
        'x'.repeat(500),
      ]);
      response.end(answering([stream('a', values)]));
    },
    { limits: [50, 5, 2], maxBytes: 5_000 },
  );
  expect((await client.lines(SELECTOR, RANGE, never)).lines).toHaveLength(5);
  expect(limits).toEqual(['50', '5']);
});

test('what stands in labels is shown as text, and bounded', async () => {
  const client = clientOf((_, response) =>
    response.end(answering([stream(`\u001b[31m\u202e${'a'.repeat(9_000)}`, [['1764000000000000001', 'x']])])),
  );
  const [line] = (await client.lines(SELECTOR, RANGE, never)).lines;
  expect(line?.pod).toMatch(/^\\x1b\[31m\\u202ea+$/);
  expect(line?.pod.length).toBeLessThan(300);
});

test.each([
  [503, 'Ingester not ready: waiting for 15s after being ready', 'unavailable', 'is not ready (HTTP 503: Ingester not'],
  [429, 'too many outstanding requests', 'unavailable', 'is not ready (HTTP 429: too many outstanding requests).'],
  [
    400,
    'the query time range exceeds the limit\n',
    'badInput',
    'refuses to read the log: the query time range exceeds the limit.',
  ],
  [200, '<!doctype html><title>Grafana</title>', 'unreachable', 'what listens there is not Loki.'],
  [
    200,
    '{"status":"success","data":{"resultType":"matrix","result":[]}}',
    'unreachable',
    'in a form that Loki does not have.',
  ],
  [200, answering([stream('a', [['1e9', 'x']])]), 'unreachable', 'in a form that Loki does not have.'],
])('HTTP %i %s is said', async (status, body, code, words) => {
  const client = clientOf((_, response) => response.writeHead(status).end(body));
  const failure = await client.lines(SELECTOR, RANGE, never).catch((error: AppError) => error);
  expect(failure).toMatchObject({ code, message: expect.stringContaining(words) });
});

test('an empty list may be null', async () => {
  const client = clientOf((_, response) => response.end(answering(null)));
  expect(await client.lines(SELECTOR, RANGE, never)).toEqual({ lines: [], hasMore: false });
});
