import { expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../shared/errors.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';

const STATUSES: Readonly<Record<ErrorCode, number>> = {
  internal: 1,
  badInput: 2,
  unreachable: 3,
  unauthorized: 3,
  unavailable: 3,
  forbidden: 4,
  notFound: 4,
  conflict: 4,
  invalid: 4,
  unsupported: 4,
  unhealthy: 5,
  cancelled: 130,
};

it.each(ERROR_CODES)('has a status for %s, as documented', (code) => {
  expect(exitCodeOf(code)).toBe(STATUSES[code]);
});

it('has one meaning for each status', () => {
  expect(new Set(Object.values(EXIT)).size).toBe(Object.keys(EXIT).length);
});
