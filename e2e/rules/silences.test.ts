// Silences by ODIN's client in a real Alertmanager, as amtool reads them; and the demo cluster's Alertmanager beside it.
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { duplexPair } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { alertOfAlertmanager } from '../../electron/alerts/alert-of.ts';
import { AlertmanagerClient } from '../../electron/alerts/alertmanager.ts';
import { silenceFor, silencesOf } from '../../electron/alerts/silences.ts';
import { tunnelPool } from '../../electron/cluster/tunnel-pool.ts';
import { createAlertmanagerServer } from '../../electron/demo/alertmanager/server.ts';
import { Store } from '../../electron/demo/store/store.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { type Started, start } from './started.ts';

const run = promisify(execFile);
const never = new AbortController().signal;
const HOUR = 3_600_000;
const labels = { alertname: 'GpuHot', gpu: '0', instance: 'blade', severity: 'critical', odd: 'a "b" \\ {c}' };

let alertmanager: Started;
let client: AlertmanagerClient;
let demo: AlertmanagerClient;
beforeAll(async () => {
  alertmanager = await start('alertmanager', '/-/ready', async (folder, port) => {
    const config = `${folder}/alertmanager.yml`;
    const { writeFile } = await import('node:fs/promises');
    await writeFile(config, 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n');
    return [
      `--config.file=${config}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ];
  });
  const port = Number(new URL(alertmanager.url).port);
  client = new AlertmanagerClient(
    'alertmanager.monitoring:9093',
    tunnelPool(async () => connect(port, '127.0.0.1'), never),
  );
  const server = createAlertmanagerServer(new Store());
  const open = async () => {
    const [here, there] = duplexPair();
    server.emit('connection', there);
    return here;
  };
  demo = new AlertmanagerClient('demo:9093', tunnelPool(open, never));
});
afterAll(async () => {
  await Promise.all([client.close(), demo.close()]);
  await alertmanager.stop();
});

async function fire(): Promise<Alert> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify([{ labels }, { labels: { ...labels, gpu: '1' } }]);
  await fetch(`${alertmanager.url}/api/v2/alerts`, { method: 'POST', headers, body });
  const known = async () => (await client.alerts(never)).map(alertOfAlertmanager);
  await expect.poll(async () => (await known()).length).toBe(2);
  const alert = (await known()).find((one) => one.labels.gpu === '0');
  if (alert === undefined) throw new Error('the alert is not there');
  return alert;
}

const stateOf = async (gpu: string) =>
  (await client.alerts(never)).map(alertOfAlertmanager).find((one) => one.labels.gpu === gpu)?.state;

async function amtool(...args: readonly string[]): Promise<unknown> {
  const { stdout } = await run('amtool', ['--alertmanager.url', alertmanager.url, '-o', 'json', ...args]);
  return JSON.parse(stdout);
}

it('silences one alert and no other, as amtool sees it, and ends the silence', async () => {
  const alert = await fire();
  const request = { fingerprint: alert.fingerprint, endsAt: Date.now() + HOUR, comment: 'The fan — «new»' };
  const id = await client.silence(silenceFor(request, [alert], 'freya', Date.now()), never);
  await expect.poll(() => stateOf('0')).toBe('silenced');
  expect(await stateOf('1')).toBe('firing');

  const told = z.array(
    z.object({
      id: z.string(),
      comment: z.string(),
      createdBy: z.string(),
      matchers: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  );
  const [seen, ...others] = told.parse(await amtool('silence', 'query'));
  expect(others).toEqual([]);
  expect(seen).toMatchObject({ id, comment: request.comment, createdBy: 'freya' });
  expect(Object.fromEntries(seen?.matchers.map(({ name, value }) => [name, value]) ?? [])).toEqual(labels);
  expect(silencesOf(await client.silences(never)).map((one) => [one.id, one.state])).toEqual([[id, 'active']]);

  await client.expire(id, never);
  await expect.poll(() => stateOf('0')).toBe('firing');
  expect(silencesOf(await client.silences(never))).toEqual([]);
  await client.expire(id, never);
  await client.expire('00000000-0000-0000-0000-000000000000', never);
});

describe('what is refused', () => {
  const good = {
    matchers: [{ name: 'a', value: 'b', isRegex: false, isEqual: true }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + HOUR).toISOString(),
    createdBy: 'freya',
    comment: 'c',
  };
  const past = new Date(Date.now() - HOUR).toISOString();
  it.each([
    ['an end before its start', { ...good, startsAt: good.endsAt, endsAt: past }],
    ['an end in the past', { ...good, startsAt: new Date(Date.now() - 2 * HOUR).toISOString(), endsAt: past }],
    ['a silence of everything', { ...good, matchers: [{ name: 'a', value: '.*', isRegex: true, isEqual: true }] }],
    ['one without matchers', { ...good, matchers: [] }],
  ])('%s, by both, in the same sentence', async (_name, silence) => {
    const said = (asked: AlertmanagerClient) =>
      asked.silence(silence, never).then(
        () => 'made',
        ({ code, message }: { code: string; message: string }) => ({
          code,
          said: message.split(' refuses the silence: ')[1],
        }),
      );
    const real = await said(client);
    expect(real).toMatchObject({ code: 'badInput', said: expect.any(String) });
    expect(await said(demo)).toEqual(real);
  });
});
