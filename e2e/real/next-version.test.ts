// The next version of the stack, begun as CONTRIBUTING.md says, as kubectl reads it. Needs no node.
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readComponents } from '../../electron/stack/manifests/component-folders.ts';
import { kustomize } from '../../electron/stack/manifests/kustomize.ts';
import { parseManifests } from '../../electron/stack/manifests/yaml.ts';
import { copyOfReleased } from '../../scripts/stack/copy.testkit.ts';
import { newestVersion } from '../../scripts/stack/folders.mjs';
import { versionForChanges } from '../../scripts/stack/released.mjs';
import { stackVersion } from '../../scripts/stack/steps.mjs';
import { formatRef, refOf } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';

const { kubectl } = apiServer();

it('is what the version before is, and then differs in what was taken alone', async () => {
  const stack = copyOfReleased();
  const [before, next] = [newestVersion(stack), versionForChanges(stack)];
  const made = (version: string) => kubectl(['kustomize', join(stack, version)]);
  const old = await made(before);

  await stackVersion(['begin', next], stack);
  expect(await made(next)).toBe(old);

  for (const component of ['rules', 'loki']) await stackVersion(['take', component], stack);
  expect(await made(next)).toBe(old);
  await appendFile(join(stack, next, 'rules', 'alerts-gpu.yaml'), '# Changed\n');

  const names = (text: string) => parseManifests(text, 'kubectl').map((object) => formatRef(refOf(object)));
  const now = await made(next);
  expect(names(now)).toEqual(names(old));
  expect(now.split('\n').filter((line) => !old.split('\n').includes(line))).toEqual(['    # Changed']);
  expect(await made(before)).toBe(old);

  for (const { directory } of await readComponents(join(stack, next))) {
    const theirs = parseManifests(await kubectl(['kustomize', directory]), 'kubectl');
    const ours = await kustomize(directory);
    expect(theirs, directory).toHaveLength(ours.length);
    expect(theirs, directory).toEqual(expect.arrayContaining([...ours]));
  }
});
