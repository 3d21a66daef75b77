// Our reading of YAML against kubectl's own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readManifests } from '../../electron/stack/manifests/manifest-files.ts';
import { parseManifests } from '../../electron/stack/manifests/yaml.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';

// Each word stands in `data`, whose values kubectl leaves alone as long as nothing is sent.
const WORDS = [
  ...['0644', '0o644', '0O17', '0x1F', '-0b101', '08', '-08', '1_000', '1e3', '.5', '1.', '+3', '-0', '00', '0'],
  ...['yes', 'Yes', 'yEs', 'on', 'Off', 'n', 'y', 'N', 'true', 'False', '~', 'null', 'Null', '', 'nil'],
  ...[
    '12:30',
    '190:20:30',
    '2001-12-14',
    '2001-12-14t21:59:43.10-05:00',
    '1.2.3',
    '10Gi',
    '1e',
    '0x',
    '_1',
    '.',
    '..',
    '<',
  ],
  ...['"0644"', "'yes'", '!!str 12', '!!int 010', '!!float 3', '!!bool yes', '!!binary aGVsbG8='],
  ...[
    '{on: 0644, 010: x}',
    '[no, 1_0, ~]',
    '{a: &a {b: yes}, c: {<<: *a, d: 1}}',
    '|\n    yes\n    0644\n',
    '>-\n    a\n    b\n',
  ],
];

it('makes of every word what kubectl makes of it', async () => {
  const manifest = (word: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  value: ${word}\n`;
  const args = ['create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', '-'];
  const printed = await apiServer().kubectl(args, { input: WORDS.map(manifest).join('---\n') });
  const theirs = printed.split(/^(?=\{)/m).map((one): { readonly data?: unknown } => JSON.parse(one));
  const ours = WORDS.map((word) => parseManifests(manifest(word), 'test.yaml')[0]);
  expect(WORDS.map((word, index) => [word, ours[index]?.data])).toEqual(
    WORDS.map((word, index) => [word, theirs[index]?.data]),
  );
  expect(theirs).toHaveLength(WORDS.length);
});

it('finds the same documents in a file', async () => {
  const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;
  const text = `# first\n---\n${pod('a')}---\n---\n${pod('b')}\n--- # a comment\n${pod('c')}...\n`;
  const args = ['create', '--dry-run=client', '--validate=false', '-o', 'name', '-f', '-'];
  const theirs = (await apiServer().kubectl(args, { input: text })).trim().split('\n');
  expect(parseManifests(text, 'test.yaml').map(({ metadata }) => `pod/${metadata.name}`)).toEqual(theirs);
});

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const listOf = (kind: string, items: string) => `apiVersion: v1\nkind: ${kind}\nitems: ${items}\n`;
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'a mark in each part': `\uFEFF${object('a')}---\n\uFEFF${object('b')}`,
  'UTF-16': Buffer.from(`\uFEFF${object('a')}---\n${object('ü-is-no-name').replace('ü', 'u')}`, 'utf16le'),
  'UTF-16 from the other end': Buffer.from(`\uFEFF${object('a')}`, 'utf16le').swap16(),
  'lines of Windows': `${object('a')}data:\r\n  x: |\r\n    1\r\n    2\r\n---\r\n${object('b')}`.replace(
    /\r?\n/g,
    '\r\n',
  ),
  'JSON one after the other':
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}\n' +
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}',
  'JSON with tabs, then YAML': `{\n\t"apiVersion": "v1",\n\t"kind": "ConfigMap",\n\t"metadata": {"name": "a"}\n}\n---\n${object('b')}`,
  'a typed list': listOf(
    'ConfigMapList',
    '[{metadata: {name: a}}, {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}]',
  ),
  'a list without items, and an object': `${listOf('List', '')}---\n${object('a')}`,
  'null labels, annotations, namespace': `${object('x').replace('{name: x}', '{name: a, labels: , annotations: {note: }, namespace: }')}`,
  'an empty namespace': object('x').replace('name: x', 'name: a, namespace: ""'),
  'doubled keys': `${object('a')}data: {x: "1"}\ndata: {z: "2", z: "3"}\n`,
  'a merge behind and before': `${object('a')}data:\n  base: &b {k: "1", j: "2"}\n  one: {k: "0", <<: *b}\n  two: {<<: *b, k: "3"}\n`,
  'comments and empty parts': `# a\n---\n# b\n---\n---\n${object('a')}---\n`,
  'keys that are no text': `${object('a')}data: {1.10: "a", 010: "b", on: "c", 1e3: "d"}\n`,
};

it.each(Object.entries(FILES))('finds in a file what kubectl finds: %s', async (_what, content) => {
  const folder = await mkdtemp(join(tmpdir(), 'odin-yaml-'));
  try {
    const file = join(folder, 'file.yaml');
    await writeFile(file, content);
    const args = ['create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', file];
    const printed = (await apiServer().kubectl(args)).split(/^(?=\{)/m);
    const theirs = printed
      .map((one): KubeObject => JSON.parse(one))
      .flatMap((one) => (one.items as KubeObject[]) ?? [one]);
    const ours = (await readManifests(file)).files.flatMap(({ objects }) => objects);
    const told = ({ kind, metadata, data }: KubeObject) => ({ kind, name: metadata.name, data });
    expect(ours.map(told)).toEqual(theirs.map(told));
    expect(theirs.length).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});
