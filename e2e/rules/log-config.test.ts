// The configuration of Loki and Alloy, with and without settings about logs, judged by these programs themselves.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMPLETE_CLUSTER as capabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { listVersions } from '../../electron/stack/manifests/versions.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { attempt } from '../cluster/run.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const RETENTIONS = [{}, { retention: '36h' }, { retention: '1y' }];

/** The program's word on a file of a ConfigMap: everything that it printed, and its exit code. */
async function judged(program: string, args: (file: string) => readonly string[], name: string, text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'odin-log-config-'));
  try {
    const file = join(folder, name);
    await writeFile(file, text);
    const { code, stdout, stderr } = await attempt(program, args(file), { env: { NODE_NAME: 'node' } });
    return { code, said: stdout + stderr };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const loki = (text: string) =>
  judged('loki', (file) => [`-config.file=${file}`, '-verify-config=true'], 'loki.yml', text);
const alloy = (text: string) => judged('alloy', (file) => ['validate', file], 'config.alloy', text);

describe.each(await listVersions(assetsDir))('of %s', (version) => {
  it.each(RETENTIONS)('is accepted, with %o', async (chosen) => {
    const settings = stackSettingsSchema.parse({ version: 1, components: { logs: true }, loki: chosen });
    const { objects } = await renderStack({ assetsDir, version, namespace: 'monitoring', capabilities, settings });
    const file = (configMap: string, key: string) => {
      const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMap);
      return z.record(z.string(), z.string()).parse(found?.data)[key] ?? '';
    };
    expect(await loki(file('loki-config', 'loki.yml'))).toEqual({ code: 0, said: '' });
    expect(await alloy(file('alloy-config', 'config.alloy'))).toEqual({ code: 0, said: '' });
  });
});
