// For tests: text as an attacker would write it, rich in what acts on terminals and pages.
import fc from 'fast-check';

/** What each of them would do is known by its name; the words `odin-evil` are to be seen wherever it is shown. */
export const ATTACKS = {
  title: '\x1b]0;odin-evil\x07',
  titleC1: '\x9d0;odin-evil\x9c',
  clipboard: '\x1b]52;c;b2Rpbi1ldmls\x07odin-evil',
  link: '\x1b]8;;https://odin-evil.example\x1b\\odin-evil\x1b]8;;\x1b\\',
  colour: '\x1b[31;1modin-evil',
  clear: '\x1b[2J\x1b[1;1Hodin-evil',
  clearC1: '\x9b2Jodin-evil',
  otherScreen: '\x1b[?1049hodin-evil',
  hiddenCursor: '\x1b[?25lodin-evil',
  deviceControl: '\x1bP$q"p\x1b\\odin-evil',
  answer: '\x1b[6n\x1b[c\x05odin-evil',
  charset: '\x1b(0odin-evil\x0e',
  reset: '\x1bcodin-evil',
  overwrite: 'true\rodin-evil',
  backspace: 'true\b\b\b\bodin-evil',
  line: 'true\nodin-evil   True   1s',
  lineEnds: 'true\x0b\x0c\x85\u2028\u2029odin-evil',
  tab: 'true\todin-evil',
  delete: 'odin-evil\x7f',
  bidi: '\u202elive-nido\u202c odin-evil \u2066\u2067',
  zeroWidth: 'od\u200bin-\u2060evil odin-evil\ufeff',
  tags: 'odin-evil\u{e0001}\u{e0068}\u{e0069}',
  selectors: 'odin-evil\ufe01\u{e0100}',
  fillers: 'odin-evil\u3164\u115f\u00ad\u034f',
  halves: 'odin-evil\ud83d',
  pile: `odin-evil${'\u0301\u0489'.repeat(20)}`,
} as const;

const MARKS =
  '\0\x07\b\t\n\v\f\r\x0e\x1b\x7f\x85\x90\x9b\x9d\xad\u061c\u200b\u200d\u200e\u2028\u202e\u2066\u3164\ufe0f\ufeff'.split(
    '',
  );

/** Of sequences that act, their parts, and any characters at all. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Object.values(ATTACKS)),
      fc.constantFrom(...MARKS, ']0;', '[2J', '\\', '\ud800', '\udc00', '\u{e0041}', '👩', '⚠️', '\u0301', '日'),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
