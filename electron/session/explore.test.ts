// Free PromQL over a Prometheus that answers as it is told, and writes down what it was asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { PrometheusClient } from '../metrics/prometheus.ts';
import { Explore } from './explore.ts';

interface Told {
  readonly status?: number;
  readonly body: unknown;
}

const never = new AbortController().signal;
let asked: URL[] = [];
/** By the path behind `/api/v1/`; what is not there is not found. */
let answers: Record<string, Told> = {};
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://prometheus');
  asked.push(url);
  const isClock = url.searchParams.get('query') === 'time()';
  const told = isClock
    ? success({ resultType: 'scalar', result: [Date.now() / 1000, String(Date.now() / 1000)] })
    : answers[url.pathname.replace('/api/v1/', '')];
  response.writeHead(told === undefined ? 404 : (told.status ?? 200), { 'content-type': 'application/json' });
  response.end(told === undefined ? '404 page not found' : JSON.stringify(told.body));
});
let client: PrometheusClient;
let explore: Explore;

function success(data: unknown, beside: object = {}): Told {
  return { body: { status: 'success', data, ...beside } };
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new PrometheusClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  explore = new Explore({ prometheus: async () => client });
});
beforeEach(() => {
  asked = [];
  answers = {};
});
afterAll(async () => {
  await client.close();
  server.close();
});

const callsOf = (path: string) =>
  asked.filter(({ pathname }) => pathname.endsWith(path)).map(({ searchParams }) => Object.fromEntries(searchParams));

it('an expression is sent as it was written, with a time limit; what is remarked comes along', async () => {
  answers.query = success({ resultType: 'vector', result: [] }, { warnings: ['partial response'] });
  const expression = '  up{a=~"b&c"} # é\n';
  const told = await explore.query(expression, never);
  expect(told).toMatchObject({ answer: { kind: 'vector', series: [], left: 0 }, remarks: ['partial response'] });
  expect(callsOf('/query')).toContainEqual({ query: expression, timeout: '14' });
});

it('over time it is asked at some hundreds of steps that end now', async () => {
  answers.query_range = success({ resultType: 'matrix', result: [] });
  const { answer } = await explore.range('up', 86_400, never);
  const [{ start, end, step, timeout } = {}] = callsOf('/query_range');
  expect(Number(end) - Number(start)).toBe(86_400);
  expect(86_400 / Number(step)).toBeLessThanOrEqual(360);
  expect(Math.abs(Number(end) - Date.now() / 1000)).toBeLessThan(Number(step) + 60);
  expect(timeout).toBe('14');
  expect(answer).toMatchObject({ kind: 'lines', stepSeconds: Number(step) });
});

it('a refusal is an answer with its place; a Prometheus that cannot answer is not', async () => {
  const error = 'invalid parameter "query": 1:4: parse error: unexpected end of input';
  answers.query = { status: 400, body: { status: 'error', errorType: 'bad_data', error } };
  expect((await explore.query('1 +', never)).answer).toEqual({
    kind: 'refused',
    reason: 'unexpected end of input',
    place: { line: 1, column: 4, at: 3 },
  });
  const tooMany = 'query processing would load too many samples into memory in query execution';
  answers.query = { status: 422, body: { status: 'error', errorType: 'execution', error: tooMany } };
  expect((await explore.query('up', never)).answer).toEqual({ kind: 'refused', reason: tooMany });
  answers.query = { status: 503, body: { status: 'error', errorType: 'timeout', error: 'query timed out' } };
  await expect(explore.query('up', never)).rejects.toMatchObject({ code: 'unavailable' });
});

it('metrics have their help where it is told, and are there without', async () => {
  answers['label/__name__/values'] = success(['up', 'node_load1', 'x'.repeat(2_000)]);
  expect(await explore.metrics(never)).toEqual([{ name: 'up' }, { name: 'node_load1' }]);
  answers.metadata = success({ node_load1: [{ type: 'gauge', help: '1m load\u202e average.', unit: '' }] });
  expect(await explore.metrics(never)).toEqual([
    { name: 'up' },
    { name: 'node_load1', type: 'gauge', help: '1m load average.' },
  ]);
});

it('labels and values are asked of the series that are meant, of the last hours, and not without end', async () => {
  answers.labels = success(['job']);
  answers['label/job/values'] = success(null);
  expect(await explore.labels('up{job="node"}', never)).toEqual(['job']);
  expect(await explore.values('job', undefined, never)).toEqual([]);
  expect(callsOf('/labels')).toEqual([{ 'match[]': 'up{job="node"}', start: expect.any(String), limit: '10000' }]);
  const [values] = callsOf('/label/job/values');
  expect(values).not.toHaveProperty('match[]');
  expect(Date.now() / 1000 - Number(values?.start)).toBeCloseTo(12 * 3600, -2);
});
