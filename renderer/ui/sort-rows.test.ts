import { describe, expect, it } from 'vitest';
import { isSort, nextSort, sortRows } from './sort-rows.ts';

describe('sortRows', () => {
  const rows = [{ key: 3 }, { key: undefined }, { key: 1 }, { key: Number.NaN }, { key: 2 }];
  const keys = (isDescending: boolean) => sortRows(rows, ({ key }) => key, isDescending).map(({ key }) => key);

  it('puts what cannot be compared last, both ways', () => {
    expect(keys(false)).toEqual([1, 2, 3, undefined, Number.NaN]);
    expect(keys(true)).toEqual([3, 2, 1, undefined, Number.NaN]);
  });

  it('orders words without regard to their case, and keeps the order of equals', () => {
    const names = ['loki', 'Grafana', 'alloy', 'grafana'];
    expect(sortRows(names, (name) => name, false)).toEqual(['alloy', 'Grafana', 'grafana', 'loki']);
    expect(sortRows(names, (name) => name, true)).toEqual(['loki', 'Grafana', 'grafana', 'alloy']);
  });

  it('leaves what it was given as it is, and reads each key once', () => {
    const given = Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 10_000);
    let reads = 0;
    const read = (value: number) => {
      reads += 1;
      return value;
    };
    const sorted = sortRows(given, read, false);
    expect(sorted[9_999]).toBe(9_999);
    expect(given[1]).toBe(7919);
    expect(reads).toBe(10_000);
  });
});

it('nextSort turns the order of the same column, and begins another upwards', () => {
  const byName = { by: 'Name', isDescending: false };
  expect(nextSort(byName, 'Name')).toEqual({ by: 'Name', isDescending: true });
  expect(nextSort({ by: 'Name', isDescending: true }, 'Name')).toEqual(byName);
  expect(nextSort({ by: 'Name', isDescending: true }, 'Age')).toEqual({ by: 'Age', isDescending: false });
});

it.each([null, 1, 'Age', {}, { by: 1, isDescending: true }, { by: 'Age' }])('isSort refuses %j', (value) => {
  expect(isSort(value)).toBe(false);
});
