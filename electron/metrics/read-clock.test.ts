import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { EXPORTERS } from './exporters.ts';
import { PrometheusClient } from './prometheus.ts';
import { type Clock, clockBySamples, readClock } from './read-clock.ts';

const NOW = 1_795_000_000;
const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

const OLD = (minutes: number): Clock => ({
  aheadSeconds: 0,
  remark: `its newest sample is ${minutes} min old, and it does not tell its time: its clock is behind by as much, or nothing came in since.`,
});

it.each<[string, number | undefined, number | undefined, Clock]>([
  ['neither a sample nor a date', undefined, undefined, { aheadSeconds: 0 }],
  ['a date alone', undefined, -600, { aheadSeconds: -600 }],
  ['a sample of now alone', -20, undefined, { aheadSeconds: 0 }],
  ['a sample of now, and a proxy’s date', -20, 3600, { aheadSeconds: 0 }],
  ['a date, borne out', -625, -600, { aheadSeconds: -600 }],
  ['a date ahead, borne out', 570, 600, { aheadSeconds: 600 }],
  ['a sample that one scrape in five minutes leaves', -110, 0, { aheadSeconds: 0 }],
  ['an old sample alone', -610, undefined, OLD(10)],
  ['an old sample, and this machine’s date', -610, 0, OLD(10)],
  ['an old sample, and quite another date', -3605, 7200, OLD(60)],
  ['a sample of the future', 590, undefined, { aheadSeconds: 600 }],
  ['a sample of the future, and this machine’s date', 590, 0, { aheadSeconds: 600 }],
])('of a Prometheus that tells no time, %s', (_what, sampleAhead, dateAhead, expected) => {
  expect(clockBySamples(sampleAhead, dateAhead)).toEqual(expected);
});

interface Play {
  /** The time of its only sample. */
  readonly sampleSeconds?: number;
  readonly dateSeconds?: number;
  /** To `time()`; default: nothing. */
  readonly time?: readonly [status: number, body: unknown];
}

async function clockOf({ sampleSeconds, dateSeconds, time = [200, vector()] }: Play, asked: string[] = []) {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { searchParams } = new URL(request.url ?? '', 'http://p');
    const [query, start, end, step] = ['query', 'start', 'end', 'step'].map((key) => searchParams.get(key) ?? '');
    asked.push(query ?? '');
    const [status, body] = query === 'time()' ? time : [200, matrix(Number(start), Number(end), Number(step))];
    response.sendDate = false;
    if (dateSeconds !== undefined) response.setHeader('date', new Date(dateSeconds * 1000).toUTCString());
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const matrix = (start: number, end: number, step: number) => {
    const times = Array.from({ length: (end - start) / step + 1 }, (_, index) => start + index * step);
    const sample = sampleSeconds ?? Number.NaN;
    const values = times.filter((at) => sample <= at && sample > at - step).map((at) => [at, '50']);
    return { status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }] } };
  };
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const client = new PrometheusClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  undo.push(
    () => client.close(),
    () => server.close(),
  );
  return readClock(client, EXPORTERS, NOW, never);
}

function vector(...said: readonly string[]) {
  return {
    status: 'success',
    data: { resultType: 'vector', result: said.map((one) => ({ metric: {}, value: [0, one] })) },
  };
}

const refused = (errorType: string) => ({ status: 'error', errorType, error: 'a metric is needed' });

it.each<[string, Play, Clock]>([
  [
    'what it says itself, whatever its samples and a proxy say',
    { time: [200, vector(`${NOW - 600}`)], sampleSeconds: NOW, dateSeconds: NOW },
    { aheadSeconds: -600 },
  ],
  ['its newest sample, of ten minutes ago', { sampleSeconds: NOW - 603 }, OLD(10)],
  ['its newest sample, of two hours ago', { sampleSeconds: NOW - 7200 }, OLD(120)],
  ['its newest sample, of the future', { sampleSeconds: NOW + 1800 }, { aheadSeconds: 1800 }],
  ['its newest sample, of now', { sampleSeconds: NOW - 14, dateSeconds: NOW }, { aheadSeconds: 0 }],
  ['its sample and its date', { sampleSeconds: NOW - 603, dateSeconds: NOW - 600 }, { aheadSeconds: -600 }],
  ['its date', { dateSeconds: NOW + 86_400 }, { aheadSeconds: 86_400 }],
  ['nothing', {}, { aheadSeconds: 0 }],
  [
    'its newest sample, where the query is refused',
    { time: [400, refused('bad_data')], sampleSeconds: NOW - 600 },
    OLD(10),
  ],
  [
    'its newest sample, where it cannot be evaluated',
    { time: [422, refused('422')], sampleSeconds: NOW - 600 },
    OLD(10),
  ],
])('tells the clock by %s', async (_what, play, expected) => {
  expect(await clockOf(play)).toEqual(expected);
});

it('looks for no sample where the time is said', async () => {
  const asked: string[] = [];
  await clockOf({ time: [200, vector(`${NOW}`)] }, asked);
  expect(asked).toEqual(['time()']);
});

it('says what is wrong with the way to it', async () => {
  await expect(clockOf({ time: [401, refused('')] })).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(clockOf({ time: [503, refused('unavailable')] })).rejects.toMatchObject({ code: 'unavailable' });
});
