import { expect, it } from 'vitest';
import { currentOf } from './current-revision.ts';

const revision = (number: number, status: string) => {
  return { revision: number, version: '1.0.0', status, deployedAt: 0, description: '' };
};

it.each([
  ['the newest', [revision(2, 'deployed'), revision(1, 'superseded')], 2],
  ['the one before a change that failed', [revision(3, 'failed'), revision(2, 'deployed')], 2],
  ['a first install that failed', [revision(1, 'failed')], 1],
  ['none', [], undefined],
])('is %s', (_what, revisions, current) => {
  expect(currentOf(revisions)?.revision).toBe(current);
});
