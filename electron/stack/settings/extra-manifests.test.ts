import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatRef, refOf } from '../../../shared/model/object.ts';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { renderStack } from '../render.ts';
import { readSettings } from './read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-extra-'));
});
afterEach(() => rm(folder, { recursive: true }));

const configMap = (metadata: string, apiVersion = 'v1', kind = 'ConfigMap') =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: ${metadata}}\n`;

async function names(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const { settings } = readSettings({ version: 1, extraManifests: folder }, 'test');
  const { objects } = await renderStack({ assetsDir, namespace: 'lab', capabilities: COMPLETE_CLUSTER, settings });
  return objects.map((object) => formatRef(refOf(object)));
}

it('puts them behind the stack’s own, file by file, as they are', async () => {
  const found = await names({
    'b.yaml': configMap('{name: b}'),
    'a.yml': configMap('{name: a, namespace: other}'),
    'notes.txt': '{',
  });
  expect(found.slice(-2)).toEqual(['ConfigMap/other/a', 'ConfigMap/b']);
});

it.each([
  [
    'of the stack',
    configMap('{name: prometheus-config, namespace: lab}'),
    'ConfigMap/lab/prometheus-config is in the stack already',
  ],
  [
    'without a namespace',
    configMap('{name: prometheus-config}'),
    'ConfigMap/prometheus-config is in the stack already',
  ],
  [
    'of another version',
    configMap('{name: grafana}', 'apps/v1beta1', 'Deployment'),
    'Deployment/grafana is in the stack already',
  ],
  [
    'of the whole cluster',
    configMap('{name: odin-prometheus-lab}', 'rbac.authorization.k8s.io/v1', 'ClusterRole'),
    'ClusterRole/odin-prometheus-lab is in',
  ],
  [
    'that ODIN generates',
    configMap('{name: grafana-admin}', 'v1', 'Secret'),
    'Secret/grafana-admin is in the stack already',
  ],
])('refuses an object %s', async (_what, text, sentence) => {
  await expect(names({ 'mine.yaml': text })).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(
      /\/mine\.yaml: .* already: give it another name, or take it out of the extra manifests\.$/,
    ),
  });
  await expect(names({ 'mine.yaml': text })).rejects.toThrow(sentence);
});

it('takes what they are annotated with for the person’s own business', async () => {
  const found = await names({ 'a.yaml': configMap('{name: a, annotations: {odin.example/requires: CRD/foo}}') });
  expect(found.at(-1)).toBe('ConfigMap/a');
});

it('refuses an object that two files have, a folder without any, and one that is not there', async () => {
  await expect(
    names({ 'a.yaml': configMap('{name: a}'), 'b.yaml': configMap('{name: a, namespace: lab}') }),
  ).rejects.toThrow(/b\.yaml: ConfigMap\/lab\/a is in .*a\.yaml already/);
  await rm(join(folder, 'a.yaml'));
  await rm(join(folder, 'b.yaml'));
  await expect(names({})).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringContaining('holds no manifest'),
  });
  await rm(folder, { recursive: true });
  await expect(
    renderStack({
      assetsDir,
      namespace: 'lab',
      capabilities: COMPLETE_CLUSTER,
      settings: readSettings({ version: 1, extraManifests: folder }, '').settings,
    }),
  ).rejects.toThrow('cannot be read (ENOENT)');
  folder = await mkdtemp(join(tmpdir(), 'odin-extra-'));
});

it('are not looked for relative to wherever ODIN was started', async () => {
  const { settings } = readSettings({ version: 1, extraManifests: './more' }, 'test');
  await expect(renderStack({ assetsDir, namespace: 'lab', capabilities: COMPLETE_CLUSTER, settings })).rejects.toThrow(
    /^The settings: extraManifests is .\/more: name the directory by its whole path, such as /,
  );
});
