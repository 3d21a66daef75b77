import { expect, it } from 'vitest';
import type { HelmRelease } from '../record/record-format.ts';
import { objectsOf } from './manifest.ts';

const read = (manifest: string) => objectsOf({ name: 'web', version: 1, manifest } as HelmRelease);

it.each<[what: string, manifest: string, objects: readonly unknown[]]>([
  [
    'an empty namespace',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: ""}',
    [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }],
  ],
  [
    'nothing behind labels and in annotations',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: ns, labels: , annotations: {a: , b: c}}',
    [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'ns', annotations: { a: '', b: 'c' } } }],
  ],
  [
    'lists, typed and not',
    'apiVersion: v1\nkind: ConfigMapList\nitems: [{metadata: {name: a, namespace: ""}}]\n---\napiVersion: v1\nkind: List\nmetadata: {resourceVersion: ""}\nitems: [{apiVersion: v1, kind: Secret, metadata: {name: b, labels: null}}]',
    [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } },
    ],
  ],
  ['a list of nothing', 'apiVersion: v1\nkind: List\nitems: null', []],
  [
    'what is no object',
    'a\n---\n[1]\n---\nkind: 5\napiVersion: v1\nmetadata: {name: a}\n---\nkind: X\napiVersion: v1\nmetadata: {name: 5}\n---\nkind: X\napiVersion: v1\nmetadata: b\n---\n# nothing',
    [],
  ],
])('a record of Helm with %s is read', (_what, manifest, objects) => {
  expect(read(manifest)).toEqual(objects);
});

it('one that is no YAML names the command that shows it', () => {
  expect(() => read('a: [')).toThrow('see it with helm get manifest web --revision 1.');
});
