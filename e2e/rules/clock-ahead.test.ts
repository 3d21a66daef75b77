// A clock that was ahead and was set right: what a real Prometheus with the stack's storage keeps of a target from the future.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { componentFolder, STACK } from '../../scripts/stack/folders.mjs';
import { durationMs } from '../../shared/model/settings/units.ts';
import { type Started, start } from './started.ts';

const { storage } = parse(readFileSync(join(STACK, componentFolder('prometheus'), 'prometheus.yml'), 'utf8'));
const answerSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});
const HOUR_MS = 3_600_000;
/** How far ahead the clock was: what Prometheus takes of a target, which is ten minutes. Its own clock knows no such limit. */
const HOURS = [0.05, 0.1, 0.15];
/** Local time and UTC, which two systems of one machine may keep, are no further apart. */
const WIDEST_HOURS = 14;

/** Each says 1 at its time of the future until the clock is right, and 2 now from then on. */
let isRight = false;
let scrapes = 0;
const target = createServer((_, response) => {
  scrapes += 1;
  const now = Date.now();
  const lines = HOURS.map(
    (hours) => `boot{ahead="${hours}"} ${isRight ? 2 : 1} ${isRight ? now : now + hours * HOUR_MS}`,
  );
  response.setHeader('content-type', 'text/plain; version=0.0.4').end(`${lines.join('\n')}\n`);
});

let prometheus: Started | undefined;
beforeAll(async () => {
  await new Promise<void>((done) => target.listen(0, '127.0.0.1', done));
  const { port: targetPort } = target.address() as AddressInfo;
  prometheus = await start('prometheus', '/-/ready', async (folder, port) => {
    const jobs = [{ job_name: 'boot', static_configs: [{ targets: [`127.0.0.1:${targetPort}`] }] }];
    const config = join(folder, 'prometheus.yml');
    await writeFile(config, stringify({ global: { scrape_interval: '1s' }, storage, scrape_configs: jobs }));
    return [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`];
  });
});
afterAll(async () => {
  await prometheus?.stop();
  target.closeAllConnections();
  await new Promise((done) => target.close(done));
});

async function value(promql: string, time: number): Promise<string | undefined> {
  const query = new URLSearchParams({ query: promql, time: String(time / 1000) });
  const answer = answerSchema.parse(await (await fetch(`${prometheus?.url}/api/v1/query?${query}`)).json());
  return answer.data.result[0]?.value[1];
}

it('keeps what is older than any two time zones are apart', () => {
  expect(durationMs(storage.tsdb.out_of_order_time_window)).toBeGreaterThan(WIDEST_HOURS * HOUR_MS);
});

it('keeps what is scraped after the clock was set right', async () => {
  await expect.poll(() => scrapes, { timeout: 20_000 }).toBeGreaterThan(2);
  isRight = true;
  const before = scrapes;
  await expect.poll(() => scrapes, { timeout: 20_000 }).toBeGreaterThan(before + 2);
  const now = Date.now();
  for (const hours of HOURS) {
    expect(await value(`boot{ahead="${hours}"}`, now), `${hours} h ahead`).toBe('2');
    expect(await value(`boot{ahead="${hours}"}`, now + hours * HOUR_MS), `at ${hours} h ahead`).toBe('1');
  }
});
