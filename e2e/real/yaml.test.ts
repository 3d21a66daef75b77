// Our reading of YAML against kubectl's own.
import { expect, it } from 'vitest';
import { parseManifests } from '../../electron/stack/manifests/yaml.ts';
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
