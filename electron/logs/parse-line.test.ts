import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hostileText } from '../../shared/hostile-text.testkit.ts';
import { logLineSchema } from '../../shared/model/log-line.ts';
import { visibleLines } from '../../shared/visible.ts';
import { levelOf } from './level.ts';
import { parseLine, splitStamp } from './parse-line.ts';
import { parseStyles } from './sgr.ts';
import { compareStamps, msOf, parseStamp } from './stamp.ts';

const FROM = { pod: 'grafana-1', container: 'grafana' };
const parse = (raw: string) => {
  const { stamp, content } = splitStamp(raw);
  return parseLine(content, stamp, FROM).line;
};

describe('a stamp', () => {
  test.each([
    ['2026-11-30T16:00:00.123456789Z', { seconds: 1_796_054_400, nanos: 123_456_789 }],
    ['2026-11-30T16:00:00.12Z', { seconds: 1_796_054_400, nanos: 120_000_000 }],
    ['2026-11-30T16:00:00Z', { seconds: 1_796_054_400, nanos: 0 }],
    ['2026-11-30T17:00:00.5+01:00', { seconds: 1_796_054_400, nanos: 500_000_000 }],
    ['2026-13-30T16:00:00Z', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('%s', (text, stamp) => expect(parseStamp(text)).toEqual(stamp));

  it('orders what a Date cannot', () => {
    const [a, b] = ['2026-11-30T16:00:00.000000001Z', '2026-11-30T16:00:00.000000002Z'].map((text) => parseStamp(text));
    if (a === undefined || b === undefined) return expect.unreachable();
    expect(compareStamps(a, b)).toBeLessThan(0);
    expect(msOf(a)).toBe(msOf(b));
  });
});

describe('a level', () => {
  test.each([
    ['{"level":"error","msg":"x"}', 'error'],
    ['{"msg":"it said \\"level\\":\\"error\\"","level":"info"}', 'info'],
    ['{"level":50,"time":1}', 'error'],
    ['{"level":40}', 'warn'],
    ['{"severity":"WARNING"}', 'warn'],
    ['{"level":"audit"}', undefined],
    ['logger=sqlstore t=2026-11-30T16:00:00Z level=eror msg="no"', 'error'],
    ['ts=1 caller=main.go:1 level=warn component=tsdb', 'warn'],
    ['level="debug" msg=x', 'debug'],
    ['E1130 16:00:00.123456       1 main.go:12] failed', 'error'],
    ['W1130 16:00:00.123456       1 main.go:12] careful', 'warn'],
    ['I1130 16:00:00.123456       1 main.go:12] level=error in words', 'info'],
    ['F1130 16:00:00.123456       1 main.go:12] dead', 'error'],
    ['2026-11-30 16:00:00,123 ERROR something', 'error'],
    ['2026/11/30 16:00:00 [error] 7#7: *1 open() failed', 'error'],
    ['[WARN] x', 'warn'],
    ['error: no such file', 'error'],
    ['INFO:     Started server process', 'info'],
    ['there was no error at all', undefined],
    ['ERRORS were 0', undefined],
    ['', undefined],
  ])('%s → %s', (text, level) => expect(levelOf(text)).toBe(level));
});

describe('colours', () => {
  it('become ranges, and other codes a thing to read', () => {
    expect(parseStyles('\u001b[1;31merror\u001b[0m: \u001b[38;5;12mblue\u001b[39m\u001b[2J\u0007')).toEqual({
      text: 'error: blue\\x1b[2J\\x07',
      styles: [
        [0, 5, '1;31'],
        [7, 11, '38;5;12'],
      ],
    });
  });

  it('hold until they are ended, each by its own code', () => {
    expect(parseStyles('\u001b[1m\u001b[4ma\u001b[22mb\u001b[24mc\u001b[91md\u001b[39me').styles).toEqual([
      [0, 1, '1;4'],
      [1, 2, '4'],
      [3, 4, '91'],
    ]);
  });

  it('count in the text as it is shown', () => {
    const { text, styles } = parseStyles('\u202e\u001b[32mok');
    expect(text).toBe('\\u202eok');
    expect(styles).toEqual([[6, 8, '32']]);
    expect(text.slice(6, 8)).toBe('ok');
  });

  it('of nonsense and of thousands are bounded', () => {
    expect(parseStyles('\u001b[38;5ma\u001b[38mb\u001b[;;;mc\u001b[999md').styles).toEqual([]);
    expect(parseStyles('\u001b[31mx\u001b[0my'.repeat(5_000)).styles.length).toBeLessThanOrEqual(256);
  });
});

describe('a line', () => {
  it('has its time, level and place', () => {
    expect(parse('2026-11-30T16:00:00.5Z level=warn msg=slow\r')).toEqual({
      ...FROM,
      at: 1_796_054_400_500,
      text: 'level=warn msg=slow',
      level: 'warn',
    });
  });

  it('without a time is a line too, and one of a time alone an empty one', () => {
    expect(parse('no time')).toEqual({ ...FROM, text: 'no time' });
    expect(parse('2026-11-30T16:00:00Z ')).toMatchObject({ text: '' });
    expect(parse('2026-11-30T16:00:00Z')).toMatchObject({ text: '', at: 1_796_054_400_000 });
  });

  it('that is too long is cut, and its colours with it', () => {
    const long = parse(`\u001b[31m${'x'.repeat(40_000)}\u001b[0m`);
    expect(long.text).toBe(`${'x'.repeat(16_000)}…`);
    expect(long.styles).toEqual([[0, 16_001, '31']]);
    expect(parse(`${'x'.repeat(15_999)}😀😀`).text).toBe(`${'x'.repeat(15_999)}…`);
  });

  it('of any text at all is one line that does nothing, with styles inside of it', () => {
    const sgr = fc.array(fc.constantFrom(0, 1, 31, 38, 5, 2, 255, 48, 99), { maxLength: 6 });
    const piece = fc.oneof(
      hostileText,
      fc.string({ unit: 'binary' }),
      sgr.map((codes) => `\u001b[${codes.join(';')}m`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const line = parse(pieces.join('').replaceAll('\n', ''));
        expect(logLineSchema.parse(line)).toEqual(line);
        expect(visibleLines(line.text)).toBe(line.text);
        let end = 0;
        for (const [from, to] of line.styles ?? []) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(line.text.length);
      }),
      { numRuns: 500 },
    );
  });
});
