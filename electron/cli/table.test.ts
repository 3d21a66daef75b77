import { expect, it } from 'vitest';
import { formatTable } from './table.ts';

it('aligns columns by their longest cell and leaves no trailing spaces', () => {
  expect(
    formatTable(
      ['NAME', 'AGE'],
      [
        ['prometheus', '3d'],
        ['a', ''],
      ],
    ),
  ).toBe('NAME         AGE\nprometheus   3d\na');
});
