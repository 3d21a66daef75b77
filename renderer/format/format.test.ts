import { afterEach, describe, expect, it } from 'vitest';
import { formatBytes } from './bytes.ts';
import { formatClock, formatClockExact, formatDateTime, formatLately, setClock } from './clock.ts';
import { formatCores } from './cores.ts';
import { formatAge, formatDuration } from './duration.ts';
import { formatNumber, formatPercent } from './number.ts';

const GIB = 1024 ** 3;

describe('formatBytes', () => {
  it.each([
    [0, '0', 'B'],
    [1023, '1,023', 'B'],
    [1024, '1', 'KiB'],
    [184 * 1024 ** 2, '184', 'MiB'],
    [9.84 * GIB, '9.8', 'GiB'],
    [16 * GIB, '16', 'GiB'],
    [2000 * 1024 ** 5, '2,000', 'PiB'],
  ])('%d → %s %s', (bytes, value, unit) => {
    expect(formatBytes(bytes, 'en')).toEqual({ value, unit });
  });

  it('takes the unit of the limit that stands beside it', () => {
    expect(formatBytes(512 * 1024 ** 2, 'en', 16 * GIB)).toEqual({ value: '0.5', unit: 'GiB' });
  });

  it('writes numbers as the locale does', () => {
    expect(formatBytes(9.84 * GIB, 'de').value).toBe('9,8');
  });
});

describe('formatDuration', () => {
  it.each([
    [-5_000, '0 s'],
    [999, '0 s'],
    [40_000, '40 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [86_399_999, '23 h'],
    [3.9 * 86_400_000, '3 d'],
  ])('%d ms → %s', (milliseconds, expected) => {
    expect(formatDuration(milliseconds, 'en')).toBe(expected);
  });

  it('formatAge counts from then to now, and never below zero when clocks differ', () => {
    expect(formatAge(1_000, 41_000, 'en')).toBe('40 s');
    expect(formatAge(41_000, 1_000, 'en')).toBe('0 s');
  });
});

describe('formatPercent and formatNumber', () => {
  it.each([
    [0, '0'],
    [0.004, '0.4'],
    [0.0096, '1'],
    [0.624, '62'],
    [1, '100'],
  ])('%d → %s', (ratio, expected) => {
    expect(formatPercent(ratio, 'en')).toBe(expected);
  });

  it('keeps no more decimals than asked', () => {
    expect(formatNumber(117.96, 1, 'en')).toBe('118');
    expect(formatNumber(71.26, 1, 'en')).toBe('71.3');
  });
});

describe('formatCores', () => {
  it.each([
    [0, '0.00'],
    [0.0004, '0.000'],
    [0.004, '0.004'],
    [0.01, '0.01'],
    [0.3, '0.30'],
    [12, '12.00'],
  ])('%d → %s', (cores, expected) => {
    expect(formatCores(cores, 'en')).toBe(expected);
  });
});

describe('clock', () => {
  const at = Date.UTC(2026, 4, 12, 9, 41, 5);

  it('shows time and date in the zone of the person', () => {
    expect(formatClock(at / 1000, 'en-GB', 'UTC')).toBe('09:41');
    expect(formatClock(at / 1000, 'en-GB', 'Europe/Berlin')).toBe('11:41');
    expect(formatClockExact(at / 1000, 'en-GB', 'UTC')).toBe('09:41:05');
    expect(formatDateTime(at, 'en-GB', 'UTC')).toBe('12 May 2026, 09:41');
  });

  it('names the day of a moment that is not of today', () => {
    const seconds = at / 1000;
    expect(formatLately(seconds, seconds + 3_600, 'en-GB', 'UTC')).toBe('09:41');
    expect(formatLately(seconds, seconds + 86_400, 'en-GB', 'UTC')).toBe('12 May, 09:41');
  });
});

describe('the clock that was chosen', () => {
  const at = Date.UTC(2026, 4, 12, 18, 41, 5);
  const written = () => [
    formatClock(at / 1000, 'en-US', 'UTC'),
    formatClockExact(at / 1000, 'en-US', 'UTC'),
    formatDateTime(at, 'en-US', 'UTC'),
    formatClock(Date.UTC(2026, 4, 12, 0, 5) / 1000, 'en-US', 'UTC'),
  ];
  afterEach(() => setClock('locale'));

  it('writes 24 hours where the language has 12, and midnight as 00', () => {
    setClock('h24');
    expect(written()).toEqual(['18:41', '18:41:05', 'May 12, 2026, 18:41', '00:05']);
  });

  it('writes 12 hours where the language has 24', () => {
    setClock('h12');
    expect(formatClock(at / 1000, 'de-DE', 'UTC')).toMatch(/^0?6:41\sPM$/);
  });

  it('is the language’s at first', () => {
    expect(formatClock(at / 1000, 'en-US', 'UTC')).toMatch(/^6:41\sPM$/);
    expect(formatClock(at / 1000, 'de-DE', 'UTC')).toBe('18:41');
  });
});
