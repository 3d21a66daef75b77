// `odin` with a heap of 64 MiB before servers, files and programs that mean it no good: a sentence, the right status, soon.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWhenStale } from '../../scripts/setup/build.mjs';
import { ANSWERS } from './hostile/answers.attacks.ts';
import type { Attack } from './hostile/attack.ts';
import { FILES } from './hostile/files.attacks.ts';
import { HTTP } from './hostile/http.attacks.ts';
import { runSmallOdin } from './hostile/odin.ts';
import { RECORDS } from './hostile/records.attacks.ts';
import { hostileServer } from './hostile/server.ts';
import { SERVICES } from './hostile/services.attacks.ts';

/** The heap, the program itself, and what lies in buffers outside of the heap. */
const MOST_MIB = 320;
/** Of the processor. An honest answer takes less than one. */
const MOST_CPU_SECONDS = 8;
/** The longest that ODIN waits for anything is 30 s; a busy machine takes longer. */
const LIMIT_MS = 90_000;

beforeAll(buildWhenStale, 120_000);

describe.concurrent.each([
  ['answers', ANSWERS],
  ['HTTP', HTTP],
  ['records', RECORDS],
  ['files', FILES],
  ['services', SERVICES],
])('%s', (_what, attacks) => {
  it.concurrent.each(attacks.map((attack) => [attack.name, attack] as const))(
    '%s',
    async (_name, attack) => {
      const { code, printed, said, peakMib, cpuSeconds } = await run(attack);
      const all = `${printed}${said}`;
      expect(all.slice(-2_000)).toMatch(attack.says);
      expect([attack.code].flat()).toContain(code);
      expect(all).not.toMatch(
        /^ +at |Cannot read prop|is not a function|is not iterable|heap out of memory|defect in odin|undefined/m,
      );
      if (attack.isLoud !== true) expect(said.split('\n').length).toBeLessThanOrEqual(8);
      expect(cpuSeconds).toBeLessThan(MOST_CPU_SECONDS);
      expect(peakMib).toBeLessThan(MOST_MIB);
    },
    LIMIT_MS + 30_000,
  );
});

async function run(attack: Attack) {
  const folder = mkdtempSync(join(tmpdir(), 'odin-hostile-'));
  const server = await hostileServer(attack);
  try {
    const { user = {}, cluster = {}, text } = attack.files?.(folder) ?? {};
    const isTls = (cluster as { server?: string }).server === 'https';
    const kubeconfig = join(folder, 'kubeconfig');
    const address = isTls ? server.url.replace('http:', 'https:') : server.url;
    writeFileSync(kubeconfig, text ?? kubeconfigOf({ ...cluster, server: address }, user), { mode: 0o600 });
    const args = (attack.args ?? ['status']).map((arg) => arg.replace('FOLDER', folder));
    return await runSmallOdin(args, kubeconfig, LIMIT_MS);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function kubeconfigOf(cluster: object, user: object): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'it', cluster }],
    users: [{ name: 'me', user }],
    contexts: [{ name: 'test', context: { cluster: 'it', user: 'me' } }],
  });
}
