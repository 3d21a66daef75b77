// A sample of many cases in which no kind of them is missing, chosen by a seed: the same seed chooses the same.
import { createHash } from 'node:crypto';

/**
 * Cases in the order of the seed's lot: first each that is of a kind which those before it are not of, then as many
 * others as the size has room for. A case's lot depends on its name alone, not on what other cases there are.
 * @template T
 * @param {readonly T[]} cases
 * @param {{ seed: string, size: number, nameOf: (one: T) => string, kindsOf: (one: T) => readonly string[] }} by
 *   `nameOf` tells each case from all others; `size` is exceeded where there are more kinds
 * @returns {T[]}
 */
export function sampleOf(cases, { seed, size, nameOf, kindsOf }) {
  const lot = (/** @type {T} */ one) =>
    createHash('sha256')
      .update(`${seed}\0${nameOf(one)}`)
      .digest('hex');
  const drawn = cases
    .map((one) => ({ one, lot: lot(one) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ one }) => one);
  const seen = new Set();
  const first = drawn.filter((one) => {
    const isNew = kindsOf(one).some((kind) => !seen.has(kind));
    if (isNew) for (const kind of kindsOf(one)) seen.add(kind);
    return isNew;
  });
  const chosen = new Set(first);
  const others = drawn.filter((one) => !chosen.has(one));
  return [...first, ...others.slice(0, Math.max(0, size - first.length))];
}
