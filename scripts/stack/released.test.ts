import { appendFileSync, chmodSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readComponents } from '../../electron/stack/manifests/component-folders.ts';
import { readKustomization } from '../../electron/stack/manifests/kustomize.ts';
import { listVersions } from '../../electron/stack/manifests/versions.ts';
import { capture, ROOT } from '../command.mjs';
import { copyOfReleased } from './copy.testkit.ts';
import { componentFolder, componentFolders, newestVersion, STACK, versionsIn } from './folders.mjs';
import { releasedProblem, releasedVersions, versionForChanges, versionInWork } from './released.mjs';

const RULES = componentFolder('rules', STACK, releasedVersions(STACK)[0]);
const RULE = `${RULES}/alerts-gpu.yaml`;
const [RELEASED = ''] = RULES.split('/');

it('finds the versions and their components where the product finds them', async () => {
  expect(versionsIn(STACK)).toEqual(await listVersions(STACK));
  for (const version of versionsIn(STACK)) {
    const components = await readComponents(join(STACK, version));
    expect(componentFolders(STACK, version).map((folder) => join(STACK, folder))).toEqual(
      components.map(({ directory }) => directory),
    );
  }
});

it('lists every file that a released version applies', async () => {
  const listed = readFileSync(join(STACK, 'SHA256SUMS'), 'utf8');
  for (const version of releasedVersions(STACK)) {
    const folders = [version, `${version}/optional`, ...componentFolders(STACK, version)];
    for (const folder of folders) {
      const { resources, configMapGenerator } = await readKustomization(join(STACK, folder));
      const files = ['kustomization.yaml', ...resources, ...configMapGenerator.flatMap((generator) => generator.files)];
      for (const file of files) expect(listed).toContain(`  ${folder}/${file}\n`);
    }
  }
});

it('has digests that sha256sum agrees with', ({ skip }) => {
  if (!capture('sha256sum', ['--version']).ok) skip('sha256sum is not in the PATH');
  expect(capture('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: STACK })).toMatchObject({
    ok: true,
    output: '',
  });
});

it.each(['README.md', 'assets/stack/README.md'])('is installed by the lines of %s, the newest', (file) => {
  const [newest = ''] = releasedVersions(STACK);
  // A section that leads from one version to another is about these two.
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/\n### From .*?(?=\n## )/gs, '');
  const named = [...text.matchAll(/(?<=-k assets\/stack\/)\d+\.\d+\.\d+[\w/-]*/g)].map(([path]) => path);
  expect(named).toContain(newest);
  for (const path of named) expect([newest, ...componentFolders(STACK, newest)]).toContain(path);
});

it('takes the line ends, the modes and the times of another system', async () => {
  const stack = copyOfReleased();
  expect(await releasedProblem(stack)).toBeUndefined();
  for (const path of [RULE, 'SHA256SUMS']) {
    const file = join(stack, path);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    chmodSync(file, 0o755);
  }
  expect(await releasedProblem(stack)).toBeUndefined();
});

it.each<[string, (stack: string) => void, string]>([
  [
    'a changed byte',
    (stack) => appendFileSync(join(stack, RULE), ' '),
    `assets/stack/${RULE} (changed): ${RELEASED} was`,
  ],
  ['a file less', (stack) => rmSync(join(stack, RULE)), `assets/stack/${RULE} (removed): ${RELEASED} was`],
  [
    'a file more',
    (stack) => writeFileSync(join(stack, RELEASED, 'more.yaml'), ''),
    `assets/stack/${RELEASED}/more.yaml (added): ${RELEASED} was`,
  ],
  [
    'a file of another name',
    (stack) => renameSync(join(stack, RULE), join(stack, `${RULE}.bak`)),
    `assets/stack/${RULE} (removed), assets/stack/${RULE}.bak (added): ${RELEASED} was`,
  ],
  ['a version less', (stack) => rmSync(join(stack, RELEASED), { recursive: true }), ' more: '],
])('names %s of a released version, and the version that it goes into', async (_what, change, start) => {
  const stack = copyOfReleased();
  change(stack);
  const problem = await releasedProblem(stack);
  expect(problem).toContain(start);
  expect(problem).toMatch(
    / released; take it back and put the change into \d+\.\d+\.\d+: see ".+" in CONTRIBUTING\.md\.$/,
  );
  expect(problem).toContain(`into ${versionForChanges(stack)}:`);
  expect(problem?.match(/\.yaml/g)?.length).toBeLessThanOrEqual(5);
});

it('wants what a released version refers to released too', async () => {
  const stack = copyOfReleased();
  const newest = newestVersion(stack);
  const sums = join(stack, 'SHA256SUMS');
  const own = readFileSync(sums, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`  ${newest}/`));
  writeFileSync(sums, `${own.join('\n')}\n`);
  expect(await releasedProblem(stack)).toMatch(
    /^assets\/stack\/\S+\/kustomization\.yaml was released and refers to \d+\.\d+\.\d+, which is not listed in .+ restore/,
  );
});

it('wants one version in work at most, and that the newest', async () => {
  const stack = copyOfReleased();
  const begin = (version: string) =>
    cpSync(join(stack, newestVersion(stack)), join(stack, version), { recursive: true });
  mkdirSync(join(stack, '0.9.0'));
  expect(await releasedProblem(stack)).toMatch(/^0\.9\.0 of the stack is in work, and \S+ was released: /);
  rmSync(join(stack, '0.9.0'), { recursive: true });
  begin('1000.0.0');
  expect(await releasedProblem(stack)).toBeUndefined();
  expect([versionInWork(stack), versionForChanges(stack)]).toEqual(['1000.0.0', '1000.0.0']);
  begin('1000.1.0');
  expect(await releasedProblem(stack)).toBe(
    '1000.1.0 and 1000.0.0 of the stack are both in work: put the changes of both into 1000.0.0.',
  );
});

it('names a line of the list that is none', async () => {
  const stack = copyOfReleased();
  appendFileSync(join(stack, 'SHA256SUMS'), '<<<<<<< HEAD\n');
  await expect(releasedProblem(stack)).rejects.toThrow(
    /^assets\/stack\/SHA256SUMS: line \d+ is not a digest and a file/,
  );
});
