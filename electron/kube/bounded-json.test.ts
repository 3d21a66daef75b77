import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertBounded, JsonTooMuch, parseBounded } from './bounded-json.ts';

const limits = { values: 1_000, depth: 20 };

it('parses what JSON.parse parses, and weighs no less than there is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 2 }), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const { value: parsed, values } = parseBounded(text);
      expect(parsed).toEqual(JSON.parse(text));
      expect(values).toBeGreaterThanOrEqual(leavesIn(parsed));
    }),
  );
});

it('counts no bracket and no comma inside of strings, escaped quotes or not', () => {
  const text = JSON.stringify({ ['[{,"\\'.repeat(100)]: '\\"[[[[{{{{,,,,'.repeat(1_000) });
  expect(parseBounded(text, { values: 3, depth: 1 }).value).toEqual(JSON.parse(text));
});

it.each([
  ['lists', '['],
  ['objects', '{"a":'],
  ['both', '[{"a":'],
])('refuses %s in one another, without parsing them', (_what, open) => {
  expect(() => parseBounded(open.repeat(21), limits)).toThrow(JsonTooMuch);
  expect(() => assertBounded(open.repeat(1_000_000), limits)).toThrow(/20 levels/);
});

it('refuses one value too many', () => {
  expect(() => parseBounded(`[${Array(1_001).fill('1').join()}]`, limits)).toThrow(/1000 values/);
  expect(parseBounded(`[${Array(998).fill('1').join()}]`, limits).values).toBe(999);
});

function leavesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + leavesIn(inner), 0);
}
