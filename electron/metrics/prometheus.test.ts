import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import { PrometheusClient } from './prometheus.ts';

const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

async function clientOf(listener: RequestListener, options = {}): Promise<PrometheusClient> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new PrometheusClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, options);
  undo.push(
    () => client.close(),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return client;
}

const answering = (status: number, body: string, type = 'application/json') =>
  clientOf((_, response) => response.writeHead(status, { 'content-type': type }).end(body));

async function failure(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await promise.then(
    () => undefined,
    (thrown: AppError) => thrown,
  );
  return { code: error?.code ?? 'none', message: (error?.message ?? '').replace(/127\.0\.0\.1:\d+/, 'HOST') };
}

test.each([
  [
    400,
    '{"status":"error","errorType":"bad_data","error":"invalid parameter \\"query\\": 1:3: parse error: unexpected end of input"}',
    'application/json',
    'badInput',
    'Prometheus refused the query: invalid parameter "query": 1:3: parse error: unexpected end of input.',
  ],
  [
    422,
    '{"status":"error","errorType":"execution","error":"multiple matches for labels"}',
    'application/json',
    'invalid',
    'Prometheus could not evaluate the query: multiple matches for labels.',
  ],
  [
    503,
    'Service Unavailable\n',
    'text/plain',
    'unavailable',
    'Prometheus at http://HOST is not ready (HTTP 503: Service Unavailable).',
  ],
  [
    503,
    '{"status":"error","errorType":"timeout","error":"query timed out"}',
    'application/json',
    'unavailable',
    'Prometheus at http://HOST cannot answer now: query timed out.',
  ],
  [502, '<html>Bad gateway</html>', 'text/html', 'unavailable', 'Prometheus at http://HOST is not ready (HTTP 502).'],
  ...[413, 414, 431].map((status): [number, string, string, string, string] => [
    status,
    '<html><title>Request-URI Too Large</title></html>',
    'text/html',
    'badInput',
    `Prometheus at http://HOST, or a proxy before it, takes no request of this length (HTTP ${status}): ask for less.`,
  ]),
  [401, 'Unauthorized', 'text/plain', 'unauthorized', 'Prometheus at http://HOST asks for a login (HTTP 401).'],
  [
    200,
    '<!DOCTYPE html><title>Grafana</title>',
    'text/html',
    'unreachable',
    'http://HOST answered with a web page: what listens there is not Prometheus.',
  ],
  [
    404,
    '404 page not found',
    'text/plain',
    'unreachable',
    "http://HOST answered with HTTP 404 without Prometheus' JSON: what listens there is not Prometheus.",
  ],
  [
    200,
    '{"status":"success","data":{"resultType":"vector","resul',
    'application/json',
    'unreachable',
    "http://HOST answered with HTTP 200 without Prometheus' JSON: what listens there is not Prometheus.",
  ],
  [
    200,
    '{"status":"success","data":{"resultType":"sandwich"}}',
    'application/json',
    'unreachable',
    'http://HOST answered query in a form that Prometheus does not have.',
  ],
])('HTTP %i %s', async (status, body, type, code, message) => {
  const client = await answering(status, body, type);
  expect(await failure(client.query('up', never))).toEqual({ code, message });
});

test.each([
  [400, 'unsupported path requested: "/api/v1/alerts"'],
  [404, '404 page not found\n'],
  [405, 'Method Not Allowed'],
])('who answers HTTP %i has no alerts; that is another thing than to be no Prometheus', async (status, body) => {
  const client = await answering(status, body, 'text/plain');
  const absent = {
    code: 'unsupported',
    message: `Prometheus at http://HOST does not answer /api/v1/alerts (HTTP ${status}).`,
  };
  expect(await failure(client.alerts(never))).toEqual(absent);
  expect((await failure(client.query('up', never))).code).toBe('unreachable');
});

test.each([
  [
    422,
    { errorType: '422', error: 'cannot parse "foo("' },
    'invalid',
    'could not evaluate the query: cannot parse "foo(".',
  ],
  [400, { errorType: '400', error: 'missing `query` arg' }, 'badInput', 'refused the query: missing `query` arg.'],
  [400, { error: 'x' }, 'badInput', 'refused the query: x.'],
  [503, { errorType: 'too_many_requests', error: 'slow down' }, 'unavailable', 'cannot answer now: slow down.'],
  [500, { errorType: 'internal', error: 'a\u001b[31mb\n\u202ec' }, 'unavailable', 'cannot answer now: a[31mb c.'],
  [422, { errorType: 'execution', error: 'x'.repeat(9_000) }, 'invalid', `${'x'.repeat(500)}….`],
])('HTTP %i %j is a refusal in the words of whoever refuses', async (status, envelope, code, words) => {
  const client = await answering(status, JSON.stringify({ status: 'error', ...envelope }));
  const { message, ...rest } = await failure(client.query('up', never));
  expect(rest).toEqual({ code });
  expect(message).toContain(words);
});

test.each<[unknown, unknown]>([
  [
    { resultType: 'vector', result: null },
    { resultType: 'vector', result: [] },
  ],
  [
    { resultType: 'matrix', result: [{ metric: {}, values: null }] },
    { resultType: 'matrix', result: [{ metric: {}, values: [] }] },
  ],
  [
    { resultType: 'vector', result: [{ metric: { 'k8s.pod.name': 'a', 'größe 🦉': '' }, value: [1.5, 'NaN'] }] },
    { resultType: 'vector', result: [{ metric: { 'k8s.pod.name': 'a', 'größe 🦉': '' }, value: [1.5, 'NaN'] }] },
  ],
  [
    { resultType: 'vector', result: [{ metric: {}, histogram: [1, { count: '1' }] }] },
    { resultType: 'vector', result: [{ metric: {}, histogram: [1, { count: '1' }] }] },
  ],
  [
    { resultType: 'matrix', result: [{ metric: {}, histograms: [[1, { count: '1' }]] }], analysis: {} },
    { resultType: 'matrix', result: [{ metric: {}, values: [], histograms: [[1, { count: '1' }]] }] },
  ],
  [
    { resultType: 'string', result: [1, ''] },
    { resultType: 'string', result: [1, ''] },
  ],
])('%j is read', async (data, expected) => {
  const client = await answering(200, JSON.stringify({ status: 'success', data, warnings: null, infos: null }));
  expect(await client.query('up', never)).toEqual(expected);
});

test('what is said beside an answer comes with it', async () => {
  const data = { resultType: 'scalar', result: [1, '2'] };
  const client = await answering(200, JSON.stringify({ status: 'success', data, warnings: ['w\n'], infos: ['i'] }));
  expect(await client.query('2', never)).toEqual({ ...data, warnings: ['w '], infos: ['i'] });
});

test('alerting rules come with their group, whoever else stands in it', async () => {
  const rule = {
    type: 'alerting',
    name: 'A',
    query: 'up == 0',
    labels: { severity: 'info' },
    annotations: null,
    state: 'x',
  };
  const record = { type: 'recording', name: 'a:b', query: 'up' };
  const data = {
    groups: [
      { name: 'g', rules: [rule, record] },
      { name: 'empty', rules: null },
    ],
  };
  const client = await answering(200, JSON.stringify({ status: 'success', data }));
  expect(await client.alertingRules(never)).toMatchObject([
    { group: 'g', name: 'A', query: 'up == 0', labels: { severity: 'info' }, annotations: {} },
  ]);
});

test.each([
  [{ resultType: 'scalar', result: [0, '1795435960.123'] }, 1_795_435_960.123],
  [{ resultType: 'vector', result: [{ metric: {}, value: [0, '1795435960'] }] }, 1_795_435_960],
  [{ resultType: 'vector', result: [] }, undefined],
  [{ resultType: 'scalar', result: [0, '+Inf'] }, undefined],
  [{ resultType: 'scalar', result: [0, '0'] }, undefined],
])('the clock in %j is %j', async (data, seconds) => {
  expect(await (await answering(200, JSON.stringify({ status: 'success', data }))).time(never)).toMatchObject({
    saidSeconds: seconds,
  });
});

test('an answer without an end is given up, and so is one that drips', async () => {
  const endless = await clientOf(
    (_, response) => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    },
    { maxBytes: 1 << 20 },
  );
  expect(await failure(endless.query('up', never))).toEqual({
    code: 'invalid',
    message: 'Prometheus at http://HOST answers with more than 1 MiB, which is not read: ask for less.',
  });
  const dripping = await clientOf(
    (_, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    },
    { timeoutMs: 150 },
  );
  expect((await failure(dripping.query('up', never))).message).toContain('did not answer within 0.15 s');
});

test('nobody listens', async () => {
  const client = await answering(200, '');
  for (const one of undo.splice(1)) await one();
  expect(await failure(client.query('up', never))).toEqual({
    code: 'unreachable',
    message: 'Prometheus at http://HOST does not answer: nothing listens there (connection refused).',
  });
});

test('no answer in time', async () => {
  const client = await clientOf(() => {}, { timeoutMs: 100 });
  expect(await failure(client.query('up', never))).toEqual({
    code: 'unreachable',
    message: 'Prometheus at http://HOST did not answer within 0.1 s.',
  });
});

test('the caller gives up', async () => {
  const controller = new AbortController();
  const client = await clientOf(() => controller.abort());
  expect(await failure(client.query('up', controller.signal))).toEqual({ code: 'cancelled', message: 'Cancelled.' });
});

test('a kept connection that is closed under a request is replaced', async () => {
  const seen = new WeakSet<Socket>();
  let closed = 0;
  const client = await clientOf((request, response) => {
    if (seen.has(request.socket) && closed === 0) {
      closed += 1;
      request.socket.destroy();
      return;
    }
    seen.add(request.socket);
    response.end('{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}');
  });
  while (closed === 0) expect(await client.query('2', never)).toEqual({ resultType: 'scalar', result: [1, '2'] });
});

test('a server that always hangs up is said to', async () => {
  const client = await clientOf((request) => request.socket.destroy());
  expect(await failure(client.query('up', never))).toEqual({
    code: 'unreachable',
    message: 'Prometheus at http://HOST does not answer: the connection was closed.',
  });
});
