// The last hour of an object, out of a Prometheus that is played: gaps, strange numbers, what goes into a query.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { PrometheusClient } from './prometheus.ts';
import { readUsageHistory } from './usage-history.ts';

const NOW = 1_764_500_010;
const END = 1_764_500_010;
const never = new AbortController().signal;
let undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo) await step();
  undo = [];
});

/** Answers range queries with these samples, and instant ones with this vector. */
async function played(values: readonly (readonly [number, string])[], containers: number) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://prometheus');
    const query = url.searchParams.get('query') ?? '';
    asked.push(query);
    const vector = { resultType: 'vector', result: containers > 0 ? [{ metric: {}, value: [NOW, '1'] }] : [] };
    const data = url.pathname.endsWith('query_range')
      ? { resultType: 'matrix', result: values.length === 0 ? [] : [{ metric: {}, values }] }
      : query === 'time()'
        ? { resultType: 'scalar', result: [NOW, String(NOW)] }
        : query.endsWith('s]')
          ? { resultType: 'matrix', result: [] }
          : vector;
    response.end(JSON.stringify({ status: 'success', data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new PrometheusClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  undo.push(
    () => client.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  return { client, asked };
}

const question = { namespace: 'web', podNames: 'web-0', rangeSeconds: 60 };

test('gaps and what is no number stay gaps, on a grid that ends now', async () => {
  const { client, asked } = await played(
    [
      [END - 60, '0.5'],
      [END - 30, 'NaN'],
      [END - 10, '+Inf'],
      [END, '2'],
    ],
    1,
  );
  const history = await readUsageHistory(client, question, NOW, never);
  expect(history?.stepSeconds).toBe(5);
  expect(history?.cpuCores).toHaveLength(13);
  expect(history?.cpuCores.filter(([, value]) => value !== null)).toEqual([
    [END - 60, 0.5],
    [END, 2],
  ]);
  expect(asked.find((query) => query.includes('rate('))).toContain('{namespace="web", pod=~"web-0", pod!=""');
});

test('an object that used nothing has two empty lines where others are known', async () => {
  const { client } = await played([], 1);
  const history = await readUsageHistory(client, question, NOW, never);
  expect(history?.memoryBytes.every(([, value]) => value === null)).toBe(true);
});

test('a Prometheus without any containers does not know', async () => {
  const { client } = await played([], 0);
  expect(await readUsageHistory(client, question, NOW, never)).toBeUndefined();
});

test('what can be no namespace is asked of nobody', async () => {
  const { client, asked } = await played([], 1);
  const namespace = 'a"} or vector(1) or x{b="';
  expect(await readUsageHistory(client, { ...question, namespace }, NOW, never)).toBeUndefined();
  expect(asked).toEqual([]);
});
