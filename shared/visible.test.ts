import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileText } from './hostile-text.testkit.ts';
import { visible, visibleJson, visibleLines } from './visible.ts';

/** Written anew, from the Unicode standard's tables rather than from its properties. */
const ACTS: readonly (readonly [number, number])[] = [
  [0x00, 0x1f], // C0
  [0x7f, 0x9f], // DEL, C1
  [0xad, 0xad], // soft hyphen
  [0x034f, 0x034f], // grapheme joiner
  [0x061c, 0x061c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5],
  [0x180b, 0x180f], // Mongolian selectors
  [0x200b, 0x200c], // zero width
  [0x200e, 0x200f], // marks of direction
  [0x2028, 0x202e], // line ends, embeddings, overrides
  [0x2060, 0x206f], // joiners, isolates, deprecated controls
  [0x3164, 0x3164],
  [0xd800, 0xdfff], // halves of a character
  [0xfe00, 0xfe0e], // variation selectors
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb], // annotations
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff], // tags, more selectors
];

const acts = (text: string) =>
  [...text].filter((one) =>
    ACTS.some(([from, to]) => (one.codePointAt(0) ?? 0) >= from && (one.codePointAt(0) ?? 0) <= to),
  );

it('each code point that acts is shown as letters, alone and between others', () => {
  for (const [from, to] of ACTS) {
    for (let code = from; code <= to; code++) {
      const mark = String.fromCodePoint(code);
      for (const text of [mark, `a${mark}b`]) {
        expect(visible(text), `U+${code.toString(16)}`).toMatch(
          /^a?\\(?:[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|u\{[0-9a-f]+\})b?$/,
        );
      }
    }
  }
});

it.each([
  ['a\x1b]0;evil\x07', 'a\\x1b]0;evil\\x07'],
  ['one\ntwo\r\tthree', 'one\\ntwo\\r\\tthree'],
  ['\x9b2J', '\\x9b2J'],
  ['\u202egnp.exe', '\\u202egnp.exe'],
  ['\u{e0041}', '\\u{e0041}'],
  ['⚠️ 👩‍🚒 👍🏽 3️⃣ naïve 日本語 مرحبا', '⚠️ 👩‍🚒 👍🏽 3️⃣ naïve 日本語 مرحبا'],
  ['a\ufe0f', 'a\\ufe0f'],
  ['a\u200d👩', 'a\\u200d👩'],
  [`e${'\u0301'.repeat(6)}`, `e${'\u0301'.repeat(4)}\\u0301\\u0301`],
])('%j becomes %j', (text, shown) => expect(visible(text)).toBe(shown));

it('what it gives acts on nothing, is the same when it goes through again, and keeps what is no mark', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(acts(visible(text))).toEqual([]);
      expect(visible(visible(text))).toBe(visible(text));
      expect(acts(visibleLines(text).replace(/[\n\t]/g, ''))).toEqual([]);
      expect(visibleLines(text).split('\n').map(visible).join('\n').replaceAll('\\t', '\t')).toBe(
        visibleLines(text).replaceAll('\\t', '\t'),
      );
    }),
    { numRuns: 2_000 },
  );
});

it('a JSON text keeps its meaning, and holds nothing that acts', () => {
  fc.assert(
    fc.property(fc.dictionary(hostileText, fc.array(hostileText)), fc.constantFrom(0, 2), (value, indent) => {
      const text = visibleJson(JSON.stringify(value, null, indent));
      expect(acts(text.replaceAll('\n', ''))).toEqual([]);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 1_000 },
  );
});

it('takes time by the length alone', () => {
  const times = ['\x1b', '\u0301', '\u0301a', '👩\u200d', '👩\ufe0f\u200d'].map((part) => {
    const text = part.repeat(100_000 / part.length);
    const before = performance.now();
    visible(text);
    return performance.now() - before;
  });
  expect(Math.max(...times)).toBeLessThan(3_000);
});
