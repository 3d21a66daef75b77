import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePatch as applied } from '../demo/api/merge-patch.ts';
import { mergePatch } from './merge-patch.ts';

// As they are read: no number of JSON's is a negative zero.
const value = fc.json({ maxDepth: 3 }).map((text) => withoutNull(JSON.parse(text)));
const object = fc.dictionary(fc.string(), value);

/** As a merge patch cannot leave a null in a map, nor an API server. */
function withoutNull(one: unknown): unknown {
  if (Array.isArray(one)) return one;
  if (typeof one !== 'object' || one === null) return one ?? 0;
  return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, withoutNull(inner)]));
}

test('makes the one of the other, by RFC 7386', () => {
  fc.assert(
    fc.property(object, object, (from, to) => {
      const patch = JSON.parse(JSON.stringify(mergePatch(from, to)));
      expect(applied(from as never, patch)).toEqual(to);
    }),
  );
});

test('is empty where nothing differs, and has no more than what does', () => {
  fc.assert(
    fc.property(object, (one) => {
      expect(mergePatch(one, structuredClone(one))).toEqual({});
    }),
  );
  expect(mergePatch({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { b: 2, c: [1, 2] } })).toEqual({ a: { b: 2 }, d: null });
  expect(mergePatch({ a: null }, {})).toEqual({});
  expect(mergePatch({}, { constructor: 'x' })).toEqual({ constructor: 'x' });
});
