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

it('takes more rows than a call takes arguments', () => {
  const rows = Array.from({ length: 200_000 }, () => ['a', 'b']);
  const lines = formatTable(['one', 'two'], rows).split('\n');
  expect([lines.length, lines.at(-1)]).toEqual([200_001, 'a     b']);
});
