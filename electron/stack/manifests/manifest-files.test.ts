import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatRef, refOf } from '../../../shared/model/object.ts';
import { readManifests } from './manifest-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
function write(files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
const namesIn = async (path: string) =>
  (await readManifests(path)).files.flatMap(({ objects }) => objects.map((one) => formatRef(refOf(one))));
const refusal = (path: string) =>
  readManifests(path).then(
    () => 'taken',
    (error: { readonly code?: string; readonly message: string }) =>
      `${error.code}: ${error.message.replaceAll(folder, 'DIR')}`,
  );

describe('a folder', () => {
  it('is read as kubectl reads it, without what editors and systems leave beside a file', async () => {
    write({
      'b.yml': object('b'),
      'a.yaml': object('a'),
      'c.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}',
      '.hidden.yaml': object('hidden'),
      'README.md': '# no manifest',
      'a.yaml~': object('old'),
      '.a.yaml.swp': object('swap'),
      '4913': '',
      'a.yaml.bak': object('bak'),
      '._a.yaml': new Uint8Array([0, 5, 22, 7]),
      'folder.yaml/inner.yaml': object('inner'),
      'empty.yaml': '# nothing\n',
    });
    symlinkSync('person@host.1234:1700000000', join(folder, '.#a.yaml'));
    symlinkSync(join(folder, 'folder.yaml'), join(folder, 'link.yaml'));
    expect(await namesIn(folder)).toEqual(['hidden', 'a', 'b', 'c'].map((name) => `ConfigMap/${name}`));
  });

  it.each<[what: string, files: Readonly<Record<string, string>>, sentence: RegExp]>([
    [
      'kustomization',
      { 'kustomization.yaml': 'resources: [cm.yaml]', 'cm.yaml': object('a') },
      /kubectl kustomize DIR > /,
    ],
    [
      'kustomization',
      { 'kustomization.yml': 'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1' },
      /kubectl kustomize DIR > /,
    ],
    [
      'component',
      { Kustomization: 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1' },
      /kubectl kustomize DIR > /,
    ],
    ['broken kustomization', { 'kustomization.yaml': 'resources: [' }, /kubectl kustomize DIR > /],
    [
      'chart',
      { 'Chart.yaml': 'name: x', 'values.yaml': '', 'templates/a.yaml': '{{ . }}' },
      /helm template NAME DIR --include-crds > /,
    ],
    [
      'templates',
      { 'a.yaml': 'kind: {{ .Values.kind }}\n{{- if .x }}' },
      /a\.yaml is not readable as YAML: .*; it looks like a template: render it first, with helm template\.$/,
    ],
    ['nothing', { 'notes.txt': 'x' }, /DIR holds no manifest/],
    ['comments', { 'a.yaml': '# x\n---\n' }, /DIR holds no manifest/],
    [
      'hooks',
      { 'a.yaml': object('a').replace('name: a', 'name: a, annotations: {helm.sh/hook: test}') },
      /the one object is a hook of Helm/,
    ],
  ])('of a %s is refused with what to do', async (_what, files, sentence) => {
    expect(await refusal(write(files))).toMatch(/^badInput: /);
    expect(await refusal(folder)).toMatch(sentence);
  });

  it('may hold a Kustomization of Flux', async () => {
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\n';
    expect(await namesIn(write({ 'kustomization.yaml': flux }))).toEqual(['Kustomization/apps']);
  });

  it('names what is not right in it', async () => {
    write({ 'a.yaml': object('a'), 'b.yaml': `${object('b')}---\nkind: x\n` });
    expect(await refusal(folder)).toBe(
      'badInput: DIR/b.yaml, document 2 is no Kubernetes object: apiVersion: it has none.',
    );
    expect(await refusal(join(folder, 'none'))).toBe(
      'badInput: DIR/none cannot be read (ENOENT): name a directory of manifests.',
    );
    write({ 'b.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n' });
    expect(await refusal(join(folder, 'b.yaml'))).toMatch(/is a file of kustomize, not an object: print what it makes/);
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect(await refusal(join(folder, 'pipe.yaml'))).toMatch(/^badInput: DIR\/pipe.yaml is a pipe/);
  });
});

describe('a file', () => {
  const text = `${object('a')}---\n${object('ü')}`;
  const utf16 = (mark: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')[mark === 'be' ? 'swap16' : 'valueOf']();
  it.each<[what: string, bytes: string | Uint8Array]>([
    ['UTF-8', text],
    ['UTF-8 with a mark', `\uFEFF${text}`],
    ['UTF-8 with a mark in each part', `\uFEFF${text.replace('---\n', '---\n\uFEFF')}`],
    ['lines of Windows', text.replaceAll('\n', '\r\n')],
    ['UTF-16, little end first', utf16('le') as Uint8Array],
    ['UTF-16, big end first', utf16('be') as Uint8Array],
  ])('in %s is read', async (_what, bytes) => {
    expect(await namesIn(join(write({ 'a.yaml': bytes }), 'a.yaml'))).toEqual(['ConfigMap/a', 'ConfigMap/ü']);
  });
});

describe('what is left out', () => {
  const hook = (kind: string, annotation: string) =>
    `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: h\n  annotations:\n    helm.sh/hook: ${annotation}\n---\n`;

  it.each([
    ['test', /^It is a hook, which Helm runs at helm test: /],
    ['test-success', /at helm test/],
    ['pre-delete', /before an uninstall/],
    ['"pre-install,pre-upgrade"', /before an install and before an upgrade/],
    ['pre-install, post-delete', /before an install and after an uninstall/],
    ['POST-ROLLBACK', /after a rollback/],
    ['crd-install', /crd-install hook of Helm 2/],
    ['before-lunch', /of a kind that Helm does not know/],
    ['constructor', /of a kind that Helm does not know/],
    ['""', /of a kind that Helm does not know/],
    ['', /of a kind that Helm does not know/],
  ])('is a hook: %s', async (annotation, reason) => {
    write({ 'a.yaml': hook('Pod', annotation) + object('a') });
    const { files, skipped } = await readManifests(folder);
    expect(files.flatMap(({ objects }) => objects.map(({ metadata }) => metadata.name))).toEqual(['a']);
    expect(skipped).toEqual([
      { ref: { apiVersion: 'v1', kind: 'Pod', name: 'h' }, reason: expect.stringMatching(reason) },
    ]);
  });

  it('is a hook in a list, and one without a name of its own', async () => {
    const annotated =
      'metadata: {generateName: h-, annotations: {helm.sh/hook: post-install, helm.sh/hook-weight: "1"}}';
    write({ 'a.yaml': `kind: JobList\napiVersion: batch/v1\nitems:\n- ${annotated}\n---\n${object('a')}` });
    const { skipped } = await readManifests(folder);
    expect(skipped.map(({ ref }) => ref)).toEqual([{ apiVersion: 'batch/v1', kind: 'Job', name: 'h-' }]);
  });

  it('is what a server has written, and it is said', async () => {
    const saved = (name: string) => `${object(name).replace('}', ', uid: u, resourceVersion: "1"}')}---\n`;
    write({ 'a.yaml': ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(saved).join('') });
    const { notes, files } = await readManifests(folder);
    expect(notes).toEqual([
      'ConfigMap/a, ConfigMap/b, ConfigMap/c, ConfigMap/d, ConfigMap/e and 2 more were saved from a cluster: what a cluster writes is left out (metadata.resourceVersion, metadata.uid).',
    ]);
    expect(files[0]?.objects[0]).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    write({ 'a.yaml': object('a') });
    expect((await readManifests(folder)).notes).toEqual([]);
  });
});
