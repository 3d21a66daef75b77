import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical, hashOf, isEqual } from './canonical.ts';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, shuffled(part)]),
  );
};

it('is JSON, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonical(plain))).toEqual(plain);
      expect(hashOf(shuffled(plain))).toBe(hashOf(plain));
      expect(isEqual(shuffled(plain), plain)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

it('tells different values apart', () => {
  expect(isEqual({ a: 1 }, { a: '1' })).toBe(false);
  expect(isEqual([1, 2], [2, 1])).toBe(false);
  expect(isEqual({ a: 1, b: undefined }, { a: 1 })).toBe(true);
});

it('tells values apart by keys that are special to JavaScript', () => {
  const values = [
    '{"__proto__":{"a":1}}',
    '{"__proto__":{"a":2}}',
    '{"__proto__":null}',
    '{}',
    '{"toJSON":"x"}',
    '{"10":1,"9":2,"a":3}',
  ];
  const parsed = values.map((text): unknown => JSON.parse(text));
  expect(parsed.map(canonical)).toEqual([...values.slice(0, 5), '{"9":2,"10":1,"a":3}']);
  expect(new Set(parsed.map(hashOf)).size).toBe(values.length);
});
