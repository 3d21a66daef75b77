import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { MetricResult } from '../../shared/model/metrics.ts';
import { aheadRemark } from './newest-sample.ts';
import { PrometheusClient } from './prometheus.ts';

const NOW = 1_795_000_000;
const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

/** A Prometheus that says this of its newest sample; `asked` fills with the times for which it was asked. */
async function prometheus(status: number, data: unknown) {
  const asked: number[] = [];
  const server = createServer((request, response) => {
    asked.push(Number(new URL(request.url ?? '', 'http://p').searchParams.get('time')));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        status === 200 ? { status: 'success', data } : { status: 'error', errorType: 'bad_data', error: 'no' },
      ),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const client = new PrometheusClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  undo.push(
    () => client.close(),
    () => server.close(),
  );
  return { client, asked };
}

const vector = (seconds: number) => ({ resultType: 'vector', result: [{ metric: {}, value: [NOW, String(seconds)] }] });
const result = (...values: readonly (number | null)[]): MetricResult => ({
  metric: 'nodeCpu',
  unit: 'ratio',
  state: 'ok',
  query: '',
  series: [
    { id: 'a', label: 'a', points: values.map((value, index) => [NOW - index, value]) },
  ] as unknown as MetricResult['series'],
});
const empty = [result(1, null, null, null), { ...result(), series: [] }];

it.each<[string, number]>([
  ['3 min', 180],
  ['10 min', 600],
  ['119 min', 119 * 60],
  ['2.0 h', 7200],
  ['5.5 h', 19_800],
  ['14.0 h', 50_400],
  ['24.0 h', 86_400],
])('says that the newest sample is %s ahead where none comes in', async (words, seconds) => {
  const { client, asked } = await prometheus(200, vector(NOW + seconds));
  expect(await aheadRemark(client, empty, NOW, never)).toContain(`its newest sample is ${words} ahead of now`);
  // It has to look to where the clock was.
  expect(asked).toEqual([NOW + 25 * 3600]);
});

it.each<[string, number, unknown]>([
  ['of now', 200, vector(NOW - 5)],
  ['a scrape ahead', 200, vector(NOW + 60)],
  ['old', 200, vector(NOW - 86_400)],
  ['that it does not say', 200, { resultType: 'vector', result: [] }],
  ['of another form', 200, { resultType: 'scalar', result: [NOW, String(NOW + 9e9)] }],
  ['not a number', 200, vector(Number.NaN)],
  ['that it refuses to say', 400, undefined],
  ['that it cannot say', 503, undefined],
])('says nothing of a newest sample %s', async (_name, status, data) => {
  const { client } = await prometheus(status, data);
  expect(await aheadRemark(client, empty, NOW, never)).toBeUndefined();
});

it('does not ask where samples come in', async () => {
  const { client, asked } = await prometheus(200, vector(NOW + 7200));
  expect(await aheadRemark(client, [...empty, result(null, null, 0.5, null)], NOW, never)).toBeUndefined();
  expect(asked).toEqual([]);
});

it('ends where nobody waits for it any more', async () => {
  const { client } = await prometheus(200, vector(NOW + 7200));
  await expect(aheadRemark(client, empty, NOW, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
});
