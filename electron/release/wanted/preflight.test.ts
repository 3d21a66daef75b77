import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { duplicates, preflight } from './preflight.ts';

const configMap = (name: string, namespace?: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

describe('preflight', () => {
  it('takes Lists apart, nested and typed ones too', () => {
    const { metadata } = configMap('b');
    const typed = {
      apiVersion: 'v1',
      kind: 'ConfigMapList',
      metadata: { name: '' },
      items: [{ metadata, data: { a: '1' } }],
    };
    const list: KubeObject = { apiVersion: 'v1', kind: 'List', metadata: { name: '' }, items: [configMap('a'), typed] };
    expect(preflight([list])).toEqual({
      problems: [],
      objects: [configMap('a'), { ...configMap('b'), data: { a: '1' } }],
    });
  });

  it('keeps a kind that only sounds like a list', () => {
    const allowList: KubeObject = {
      apiVersion: 'example.com/v1',
      kind: 'AllowList',
      metadata: { name: 'a' },
      spec: {},
    };
    expect(preflight([allowList]).objects).toEqual([allowList]);
  });

  it.each<[string, unknown, string]>([
    [
      'generateName',
      { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'a-' } },
      'Pod uses generateName (a-): a release can only own objects with a fixed metadata.name.',
    ],
    ['no name', { apiVersion: 'v1', kind: 'Pod', metadata: {} }, 'A Pod has no metadata.name.'],
    [
      'no kind',
      { apiVersion: 'v1', metadata: { name: 'a' } },
      'An object/a has no apiVersion or no kind; every manifest needs both.',
    ],
    ['no metadata', { apiVersion: 'v1', kind: 'Pod' }, 'A Pod has no metadata.name.'],
    [
      'what etcd cannot store',
      { apiVersion: 'a.example/v1', kind: 'Blob', metadata: { name: 'a' }, spec: 'x'.repeat(1_572_864) },
      'Blob/a is 1572941 bytes, more than the 1572864 that etcd stores of one object: make it smaller.',
    ],
  ])('refuses %s', (_what, object, problem) => {
    expect(preflight([object as KubeObject])).toEqual({ objects: [], problems: [problem] });
  });
});

it('finds what is named twice, whatever the version', () => {
  const old: KubeObject = { apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata: { name: 'a', namespace: 'n' } };
  expect(duplicates([old, { ...old, apiVersion: 'apps/v1' }, configMap('a', 'n'), configMap('a', 'm')])).toEqual([
    'Deployment/n/a is there twice; keep one of them.',
  ]);
});
