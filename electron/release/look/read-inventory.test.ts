import { expect, test } from 'vitest';
import type { ReleaseState } from '../record/state.ts';
import { expectedBy } from './read-inventory.ts';

const made = { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'monitoring', name: 'prometheus' };
const underWay = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' };
const state: ReleaseState = {
  format: 1,
  revision: 3,
  inventory: [
    { ...made, uid: 'u', revision: 1, policy: 'delete' },
    { ...underWay, revision: 3, policy: 'delete' },
  ],
  journal: null,
};
const journal = { id: 'x', revision: 3, startedAt: 0, phase: 'changing' as const };

test('what was made is expected, what never came about is not', () => {
  expect(expectedBy(state, 3)).toEqual([made]);
  expect(expectedBy({ ...state, journal: { ...journal, verb: 'install' } }, 3)).toEqual([made]);
});

test('nothing is expected of a release that is being uninstalled', () => {
  expect(expectedBy({ ...state, journal: { ...journal, verb: 'uninstall' } }, 3)).toEqual([]);
});

test('notes that Helm has overtaken tell of nothing', () => {
  expect(expectedBy(state, 4)).toEqual([]);
  expect(expectedBy(state, undefined)).toEqual([]);
});
