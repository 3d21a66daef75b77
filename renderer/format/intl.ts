// Formatters of Intl, each made once: to make one takes a hundred times as long as to use it, and charts and tables use thousands.

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();
let offsetMinutes: number | undefined;

/** As `new Intl.DateTimeFormat` would give it now. `options` are those of code, never of data: what is made is kept. */
export function dateFormat(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // A formatter keeps the zone that it was made in, and laptops travel.
  const offset = new Date().getTimezoneOffset();
  if (offset !== offsetMinutes) dates.clear();
  offsetMinutes = offset;
  return kept(dates, locale, options, () => new Intl.DateTimeFormat(locale, options));
}

/** As `new Intl.NumberFormat` would give it. `options` are those of code, never of data: what is made is kept. */
export function numberFormat(locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numbers, locale, options, () => new Intl.NumberFormat(locale, options));
}

function kept<Format>(
  made: Map<string, Format>,
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions | Intl.NumberFormatOptions,
  make: () => Format,
): Format {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}
