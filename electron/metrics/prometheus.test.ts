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
