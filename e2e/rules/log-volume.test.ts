// The most that a real Loki takes with the stack's configuration: what its volume has room for, and of one pod half of that.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { COMPLETE_CLUSTER as capabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { valueAt } from '../../electron/stack/manifests/at-path.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { type Started, start } from './started.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const MB = 1024 ** 2;
const DAY_S = 86_400;

async function configWith(loki: object) {
  const settings = stackSettingsSchema.parse({ version: 1, components: { logs: true }, loki });
  const { objects } = await renderStack({ assetsDir, namespace: 'monitoring', capabilities, settings });
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'loki-config');
  return parse(String(valueAt(found, ['data', 'loki.yml'])));
}

describe.each([
  [{}, 10_240, 7],
  [{ storage: { size: '100Gi' } }, 102_400, 7],
  [{ retention: '30d' }, 10_240, 30],
  [{ retention: '1y', storage: { size: '1Ti' } }, 1_048_576, 365],
  [{ retention: '36h', storage: { size: '500Mi' } }, 500, 1.5],
  [{ retention: '1y', storage: { size: '10G' } }, 9536, 365],
])('with %j', (chosen, sizeMB, days) => {
  it('may take over the retention what fits when it is compressed to a fifth, and no stream more than half', async () => {
    const { limits_config: limits } = await configWith(chosen);
    const kept = (limits.ingestion_rate_mb * DAY_S * days) / 5;
    expect(kept).toBeLessThan(sizeMB * 1.1);
    expect(kept).toBeGreaterThan(sizeMB * 0.7);
    expect(limits.ingestion_burst_size_mb).toBe(Math.ceil(limits.ingestion_rate_mb * DAY_S));
    const perStream = Number.parseInt(limits.per_stream_rate_limit, 10) / 1024;
    expect(perStream).toBeLessThan(limits.ingestion_rate_mb / 2 + 0.001);
    expect(perStream).toBeGreaterThanOrEqual(limits.ingestion_rate_mb / 2);
  });
});

describe('of a small volume', () => {
  let loki: Started | undefined;
  let limits = { ingestion_burst_size_mb: 0, per_stream_rate_limit_burst: '' };
  beforeAll(async () => {
    const config = await configWith({ storage: { size: '16Mi' }, retention: '24h' });
    limits = config.limits_config;
    loki = await start('loki', '/ready', async (folder, port) => {
      const file = join(folder, 'loki.yml');
      const server = {
        http_listen_address: '127.0.0.1',
        http_listen_port: port,
        grpc_listen_port: 0,
        log_level: 'error',
      };
      // Ready at once: it is the only one of its ring.
      const ingester = { ...config.ingester, lifecycler: { min_ready_duration: '0s' } };
      await writeFile(file, stringify({ ...config, server, ingester }).replaceAll('/loki', folder));
      return [`-config.file=${file}`];
    });
  }, 60_000);
  afterAll(() => loki?.stop());

  /** A line of a quiet pod, and eight of 128 kB in another stream; the status, and the reason where it was refused. */
  async function push(pod: string, quiet: string) {
    const now = BigInt(Date.now()) * 1_000_000n;
    const values = Array.from({ length: 8 }, (_, index) => [String(now + BigInt(index)), 'x'.repeat(128 * 1024)]);
    // The loud one last: Loki answers with what became of the last stream.
    const streams = [
      { stream: { pod: quiet }, values: [[String(now), 'a quiet line']] },
      { stream: { pod }, values },
    ];
    const answer = await fetch(`${loki?.url}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ streams }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  async function pushUntilRefused(pod: string, quiet: string): Promise<{ taken: number; text: string }> {
    for (let taken = 0; taken < 1000; taken += 1) {
      const { status, text } = await push(pod, quiet);
      if (status !== 204) return { taken: taken * MB, text: `${status} ${text}` };
    }
    throw new Error('Loki took a gigabyte');
  }

  it('refuses what one pod writes beyond its half, and takes what others write meanwhile', async () => {
    const loud = await pushUntilRefused('loud', 'quiet-beside-it');
    const half = Number.parseInt(limits.per_stream_rate_limit_burst, 10) * MB;
    expect(loud.text).toMatch(/^429 .*[Pp]er stream rate limit/s);
    expect(loud.taken).toBeLessThanOrEqual(half);
    expect(loud.taken).toBeGreaterThan(half / 2);
    const { status } = await push('loud', 'quiet-with-the-refused');
    expect(status).toBe(429);
    const query = new URLSearchParams({ query: '{pod="quiet-with-the-refused"}' });
    const read = async () =>
      z
        .object({ data: z.object({ result: z.array(z.unknown()) }) })
        .parse(await (await fetch(`${loki?.url}/loki/api/v1/query_range?${query}`)).json()).data.result.length;
    await expect.poll(read, { timeout: 20_000 }).toBe(1);
  });

  it('refuses what all write beyond the whole', async () => {
    const other = await pushUntilRefused('other', 'quiet');
    expect(other.text).toMatch(/^429 .*(ngestion|[Pp]er stream) rate limit/s);
    const third = await pushUntilRefused('third', 'quiet');
    expect(third.text).toMatch(/^429 .*[Ii]ngestion rate limit exceeded/s);
  });
});
