import { expect, it } from 'vitest';
import { type InventoryItem, joinInventories } from './inventory.ts';

const item = (name: string, revision: number, uid?: string): InventoryItem => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'n',
  name,
  revision,
  policy: 'delete',
  ...(uid === undefined ? {} : { uid }),
});

it('keeps what only one of them knows, and the revision that brought an object', () => {
  const joined = joinInventories(
    [item('old', 1, 'u1'), item('both', 1, 'u2')],
    [item('both', 2), item('new', 2, 'u3')],
  );
  expect(joined).toEqual([item('old', 1, 'u1'), item('both', 1, 'u2'), item('new', 2, 'u3')]);
});

it('believes the newer uid', () => {
  expect(joinInventories([item('a', 1, 'before')], [item('a', 2, 'after')])[0]?.uid).toBe('after');
});
