// The check of receivers against Alertmanager's own: amtool takes what settings take, and refuses what they refuse for its sake.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { valueAt } from '../../electron/stack/manifests/at-path.ts';
import { kustomize } from '../../electron/stack/manifests/kustomize.ts';
import { changeList } from '../../electron/stack/receivers/change-list.ts';
import { FORMS } from '../../electron/stack/receivers/receiver-forms.testkit.ts';
import { ACCEPTED, OURS, REFUSED } from '../../electron/stack/settings/alertmanager/receiver-cases.testkit.ts';
import { receivers } from '../../electron/stack/settings/receivers.ts';
import { componentFolder, STACK } from '../../scripts/stack/folders.mjs';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import { attempt } from '../cluster/run.ts';

const objects = await kustomize(join(STACK, componentFolder('alertmanager')));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-amtool-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function amtool(configuration: string) {
  const file = join(folder, 'alertmanager.yml');
  await writeFile(file, configuration);
  return attempt('amtool', ['check-config', file]);
}

/** The stack's configuration with a fragment in it, as settings make it. */
function stackWith(fragment: string): string {
  const settings = { ...DEFAULT_SETTINGS, alerts: { ...DEFAULT_SETTINGS.alerts, receivers: fragment } };
  const config = receivers(objects, settings).find(({ kind }) => kind === 'ConfigMap');
  return String(valueAt(config, ['data', 'alertmanager.yml']));
}

/** The same unchecked, with nothing but the fragment as it was written and the stack's receiver. */
function bare(fragment: string): string {
  return fragment.replace('receivers: [', 'receivers: [{name: nobody}, ');
}

it.each(['', ...ACCEPTED])('Alertmanager takes the stack with %s', async (fragment) => {
  const { code, stderr } = await amtool(stackWith(fragment));
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

it.each(ACCEPTED)('Alertmanager takes what was written: %s', async (fragment) => {
  expect((await amtool(bare(fragment))).code).toBe(0);
});

it.each(REFUSED)('Alertmanager refuses %s', async (fragment) => {
  expect(await amtool(bare(fragment))).toMatchObject({ code: 1, stderr: expect.stringContaining('error') });
});

it.each(FORMS.map((form) => [form.kind, form] as const))(
  'Alertmanager takes what the form of %s writes',
  async (_, form) => {
    const receiver = { ...form, name: 'a', tells: 'critical' } as const;
    const { code, stderr } = await amtool(stackWith(changeList('', { to: 'put', receiver })));
    expect(stderr).toBe('');
    expect(code).toBe(0);
  },
);

it.each(OURS)('Alertmanager would take %s', async (fragment) => {
  expect((await amtool(bare(fragment))).code).toBe(0);
});
