// Pages of other sites before a real Prometheus with the stack's arguments: which of them a browser would let read an answer.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { componentFolder, STACK } from '../../scripts/stack/folders.mjs';
import { type Started, start } from './started.ts';

const ORIGINS = ['http://evil.example', 'http://127.0.0.1:8000', 'http://localhost:9090', 'null', 'file://', ' ', '*'];

/** What the newest version gives Prometheus of flags for its pages. */
const flags = parseAllDocuments(readFileSync(join(STACK, componentFolder('prometheus'), 'server.yaml'), 'utf8'))
  .map((document) => document.toJS())
  .find(({ kind }) => kind === 'StatefulSet')
  .spec.template.spec.containers[0].args.filter((flag: string) => flag.startsWith('--web.cors'));

let open: Started | undefined;
let closed: Started | undefined;
beforeAll(async () => {
  const startWith = (more: readonly string[]) =>
    start('prometheus', '/-/ready', async (folder, port) => {
      const config = join(folder, 'prometheus.yml');
      await writeFile(config, '{}\n');
      const own = [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`];
      return [...own, `--web.listen-address=127.0.0.1:${port}`, ...more];
    });
  [open, closed] = await Promise.all([startWith([]), startWith(flags)]);
});
afterAll(async () => {
  await Promise.all([open?.stop(), closed?.stop()]);
});

const allowed = async (url: string | undefined, origin: string, method = 'GET') => {
  const answer = await fetch(`${url}/api/v1/query?query=1`, { method, headers: { origin } });
  return answer.headers.get('access-control-allow-origin');
};

it('lets each of them by its own default', async () => {
  expect(await allowed(open?.url, 'http://evil.example')).not.toBeNull();
});

it.each(ORIGINS)('lets none of "%s" as the stack starts it, asked before or not', async (origin) => {
  for (const method of ['GET', 'OPTIONS', 'POST']) expect(await allowed(closed?.url, origin, method)).toBeNull();
});
