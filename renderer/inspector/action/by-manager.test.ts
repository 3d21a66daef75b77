import { expect, it } from 'vitest';
import { byManager } from './by-manager.ts';

it('has one entry for each manager, and counts what it does not name', () => {
  const fields = ['a', 'b', 'c', 'd', 'e', 'f'];
  const conflicts = [...fields.map((field) => ({ manager: 'helm', field })), { manager: 'kubectl', field: 'x' }];
  expect(byManager(conflicts)).toEqual([
    { manager: 'helm', fields: ['a', 'b', 'c', 'd'], more: 2 },
    { manager: 'kubectl', fields: ['x'], more: 0 },
  ]);
  expect(byManager([])).toEqual([]);
});
