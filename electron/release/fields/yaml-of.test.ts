import { expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { manifestOf, yamlOf } from './yaml-of.ts';

it('quotes what YAML 1.1 would read as something else', () => {
  const data = {
    a: 'yes',
    b: '0644',
    c: '12:30',
    d: '1e3',
    e: 'null',
    f: '~',
    g: 'two\nlines\n',
    h: '',
    i: '0x1f',
    j: '1_000',
  };
  const text = manifestOf([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }]);
  const [document] = parseAllDocuments(text, { version: '1.1' });
  expect(document?.toJS()).toMatchObject({ data });
  expect(parse(text.replace('---\n', ''), { version: '1.2' })).toMatchObject({ data });
});

it('puts the name on top of some of its fields', () => {
  const ref = { apiVersion: 'v1', kind: 'Secret', namespace: 'here', name: 'a' };
  expect(yamlOf(ref, { data: { x: '***' }, metadata: { labels: { l: '1' } } })).toBe(
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: here\n  labels:\n    l: "1"\ndata:\n  x: "***"\n',
  );
});
