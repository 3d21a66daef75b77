import { expect, it } from 'vitest';
import type { Caution, ClusterContext } from '../../../shared/model/cluster.ts';
import { cautionsOfContext, cautionsOfFile } from './cautions.ts';

const contextWith = (name: string, cautions?: Caution[]): ClusterContext => ({
  id: name,
  kind: 'kubeconfig',
  name,
  file: '/config',
  isCurrent: false,
  ...(cautions === undefined ? {} : { cautions }),
});
const readable: Caution = { kind: 'readable', sentence: '/config can be read by all.' };
const writable: Caution = { kind: 'writable', sentence: '/config can be written by all.' };
const unverified: Caution = { kind: 'unverified', sentence: 'a is not checked.' };
const contexts = [contextWith('a', [unverified, readable]), contextWith('b', [readable, writable]), contextWith('c')];

it('says of a file once what each of its contexts brings', () => {
  expect(cautionsOfFile(contexts)).toEqual([readable, writable]);
  expect(cautionsOfFile([])).toEqual([]);
});

it('says of a context what is no matter of its file', () => {
  expect(contexts.map(cautionsOfContext)).toEqual([[unverified], [], []]);
});
