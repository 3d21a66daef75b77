import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { tunnelPool } from '../cluster/tunnel-pool.ts';
import { AlertmanagerClient } from './alertmanager.ts';

const never = new AbortController().signal;
const recorded = readFileSync(join(import.meta.dirname, 'fixtures', 'alertmanager-0.28-alerts.json'), 'utf8');
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

/** A client whose tunnels lead to `listener`, as to a pod: streams that are no sockets. */
function clientOf(listener: RequestListener) {
  const server = createServer(listener);
  let tunnels = 0;
  const open = async () => {
    tunnels += 1;
    const [here, there] = duplexPair();
    server.emit('connection', there);
    return here;
  };
  const client = new AlertmanagerClient('alertmanager.monitoring:9093', tunnelPool(open, never));
  undo.push(() => client.close());
  return { client, tunnels: () => tunnels };
}

const failure = (client: AlertmanagerClient): Promise<unknown> =>
  client.alerts(never).then(
    () => undefined,
    ({ code, message }: AppError) => ({ code, message }),
  );

test('asks for silenced and inhibited alerts too, again and again over one tunnel', async () => {
  const asked: string[] = [];
  const { client, tunnels } = clientOf((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end(recorded);
  });
  expect(await client.alerts(never)).toHaveLength(6);
  expect(await client.alerts(never)).toHaveLength(6);
  expect(new Set(asked)).toEqual(new Set(['GET /api/v2/alerts?active=true&silenced=true&inhibited=true']));
  expect(tunnels()).toBe(1);
});

test.each([
  [503, 'Service Unavailable', 'unavailable', 'is not ready (HTTP 503: Service Unavailable).'],
  [
    200,
    '<!doctype html><title>Grafana</title>',
    'unreachable',
    'with a web page: what listens there is not Alertmanager.',
  ],
  [404, 'nothing', 'unreachable', "with HTTP 404 without Alertmanager's JSON: what listens there is not Alertmanager."],
  [200, '{"status":"success"}', 'unreachable', 'answered in a form that Alertmanager does not have.'],
])('HTTP %i %s is said', async (status, body, code, words) => {
  const { client } = clientOf((_, response) => response.writeHead(status).end(body));
  expect(await failure(client)).toEqual({ code, message: expect.stringContaining(words) });
});

test('an alert is handed over as Prometheus does, and a refusal is told in its words', async () => {
  const alert = { labels: { alertname: 'ODINTest' }, annotations: {}, startsAt: 'a', endsAt: 'b' };
  let body = '';
  let status = 200;
  const { client } = clientOf(async (request, response) => {
    body = `${request.method} ${request.url} `;
    for await (const chunk of request) body += String(chunk);
    response.writeHead(status, { 'content-type': 'application/json' }).end(status === 200 ? '' : '"bad time"');
  });
  await client.post([alert], never);
  expect(body).toBe(`POST /api/v2/alerts ${JSON.stringify([alert])}`);
  status = 400;
  await expect(client.post([alert], never)).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringContaining('refuses the alert: bad time.'),
  });
});

test('why no pod could be reached is said in the words of who tried', async () => {
  const reason = 'Service monitoring/alertmanager has no ready pod: alertmanager-0: 0 of 1 ready.';
  const open = () => Promise.reject(new AppError('unavailable', reason));
  const client = new AlertmanagerClient('alertmanager.monitoring:9093', tunnelPool(open, never));
  undo.push(() => client.close());
  expect(await failure(client)).toEqual({ code: 'unavailable', message: reason });
});
