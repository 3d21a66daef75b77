import { expect, test } from 'vitest';
import type { QueryResult } from './answers.ts';
import { growthOf } from './growth.ts';

const told = (value?: number): QueryResult => ({
  resultType: 'vector',
  result: value === undefined ? [] : [{ metric: {}, value: [1_700_000_000, String(value)] }],
});
const DAY = 86_400;
const GB = 1e9;

test.each([
  ['what ten days of blocks take is measured', 2 * GB, 10 * DAY, 5_000, 0.2 * GB],
  ['blocks that are not a day old say nothing yet: what comes in does', 0.1 * GB, 0.5 * DAY, 1_000, 1_000 * 1.7 * DAY],
  ['before the first block, too', 0, undefined, 1_000, 1_000 * 1.7 * DAY],
  ['blocks alone do', 2 * GB, 10 * DAY, undefined, 0.2 * GB],
  ['who says nothing of itself has no growth', undefined, undefined, undefined, undefined],
  ['nor does one that has only begun', 0, undefined, 0, undefined],
  ['a span that runs backwards is none', 2 * GB, -DAY, undefined, undefined],
])('%s', (_case, bytes, span, rate, expected) => {
  const growth = growthOf({ blockBytes: told(bytes), span: told(span), samplesPerSecond: told(rate) });
  if (expected === undefined) expect(growth).toBeUndefined();
  else expect(growth).toBeCloseTo(expected);
});
