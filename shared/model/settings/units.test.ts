import { describe, expect, it } from 'vitest';
import { dataSizeBytes, durationMs, quantityBytes } from './units.ts';

// What Prometheus' model.ParseDuration makes of each.
describe('durationMs', () => {
  it.each([
    ['15s', 15_000],
    ['1h30m', 5_400_000],
    ['1m30ms', 60_030],
    ['15d', 1_296_000_000],
    ['2w', 1_209_600_000],
    ['1y', 31_536_000_000],
    ['0s', 0],
  ])('%s', (text, ms) => expect(durationMs(text)).toBe(ms));
  it.each(['', '15', 's', '-1s', '1.5h', '30m1h', '1h 30m', '1h1h', '1M'])('refuses "%s"', (text) =>
    expect(durationMs(text)).toBeNaN(),
  );
});

describe('dataSizeBytes', () => {
  it.each([
    ['8GB', 8 * 2 ** 30],
    ['512MB', 2 ** 29],
    ['1B', 1],
    ['2TB', 2 ** 41],
  ])('%s', (text, bytes) => expect(dataSizeBytes(text)).toBe(bytes));
  it.each(['', '8', '8Gi', '8gb', '1.5GB', '-8GB'])('refuses "%s"', (text) => expect(dataSizeBytes(text)).toBeNaN());
});

describe('quantityBytes', () => {
  it.each([
    ['10Gi', 10 * 2 ** 30],
    ['1.5T', 1.5e12],
    ['500k', 5e5],
    ['1024', 1024],
  ])('%s', (text, bytes) => expect(quantityBytes(text)).toBe(bytes));
  it.each(['', '10GB', '10gi', '10K', '-1Gi', '1e3Gi'])('refuses "%s"', (text) =>
    expect(quantityBytes(text)).toBeNaN(),
  );
});
