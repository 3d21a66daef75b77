// Plain numbers and shares.
import { numberFormat } from './intl.ts';

/** Up to `digits` decimals, in the person's locale. */
export function formatNumber(value: number, digits = 0, locale?: string): string {
  return numberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** A ratio of 0 to 1 as a whole number of percent, without the sign; one decimal below 1 %, so that little is not none. */
export function formatPercent(ratio: number, locale?: string): string {
  const percent = ratio * 100;
  return formatNumber(percent, percent > 0 && percent < 0.95 ? 1 : 0, locale);
}

/** Words for thousands and millions end there, and below a thousandth nobody counts zeros. */
const HIGHEST_COMPACT = 1e15;
const LOWEST_COMPACT = 1e-3;

/** Three digits of a number of any size: `12.3`, `1.8B`, `2.5E-7`. */
export function formatCompact(value: number, locale?: string): string {
  const size = Math.abs(value);
  const isUsual = size === 0 || (size >= LOWEST_COMPACT && size < HIGHEST_COMPACT);
  const notation = isUsual ? 'compact' : 'scientific';
  return numberFormat(locale, { notation, maximumSignificantDigits: 3 }).format(value);
}
