// Plain numbers and shares.

/** Up to `digits` decimals, in the person's locale. */
export function formatNumber(value: number, digits = 0, locale?: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** A ratio of 0 to 1 as a whole number of percent, without the sign; one decimal below 1 %, so that little is not none. */
export function formatPercent(ratio: number, locale?: string): string {
  const percent = ratio * 100;
  return formatNumber(percent, percent > 0 && percent < 0.95 ? 1 : 0, locale);
}
