import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readComponents } from './component-folders.ts';
import { kustomize } from './kustomize.ts';

const COMPONENT = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';
const GENERATOR = `configMapGenerator:
  - name: files
    namespace: there
    files: [data/one.txt]
    options: {disableNameSuffixHash: true, labels: {a: b}, annotations: {c: d}}
`;

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'odin-kustomize-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(directory, dirname(name)), { recursive: true });
    await writeFile(join(directory, name), content);
  }
}

it('gives resources, then components, then ConfigMaps of files, byte for byte', async () => {
  const manifest = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\n`;
  await write({
    'kustomization.yaml': `${COMPONENT}resources: [a.yaml]\ncomponents: [sub]\n${GENERATOR}`,
    'a.yaml': manifest('a'),
    'sub/kustomization.yaml': `${COMPONENT}resources: [b.yaml]`,
    'sub/b.yaml': manifest('b'),
    'data/one.txt': '\ufeffä\r\n\n',
  });
  expect(await kustomize(directory)).toEqual([
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'files', namespace: 'there', labels: { a: 'b' }, annotations: { c: 'd' } },
      data: { 'one.txt': '\ufeffä\r\n\n' },
    },
  ]);
});

it('calls a missing file, and one that is no text, by name', async () => {
  await write({ 'kustomization.yaml': `${COMPONENT}${GENERATOR}` });
  const broken = { code: 'internal', message: expect.stringContaining(join(directory, 'data/one.txt')) };
  await expect(kustomize(directory)).rejects.toMatchObject(broken);
  await write({ 'data/one.txt': Buffer.from([0xff, 0xfe]) });
  await expect(kustomize(directory)).rejects.toMatchObject(broken);
});

it('lists components in order, also those of an earlier version', async () => {
  const root = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
  await write({
    '2/kustomization.yaml': `${root}components: [b, ../1/a]`,
    '2/optional/kustomization.yaml': `${COMPONENT}components: [../c]`,
  });
  expect(await readComponents(join(directory, '2'))).toEqual([
    { name: 'b', directory: join(directory, '2/b'), isDefault: true },
    { name: 'a', directory: join(directory, '1/a'), isDefault: true },
    { name: 'c', directory: join(directory, '2/c'), isDefault: false },
  ]);
  await write({ '2/kustomization.yaml': `${root}resources: [x.yaml]` });
  await expect(readComponents(join(directory, '2'))).rejects.toMatchObject({ code: 'internal' });
});
