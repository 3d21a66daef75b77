// The value of a tile in words: the number apart from its unit, which is shown smaller, with the limit beside it.
import type { Tile } from '../../../shared/model/usage.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatNumber, formatPercent } from '../../format/number.ts';
import { tileText } from '../../text/overview.ts';

/** "9.8" and "of 16 GiB"; undefined while there is no value. */
export function tileWords(
  { unit, value, limit }: Pick<Tile, 'unit' | 'value' | 'limit'>,
  locale?: string,
): { readonly value: string; readonly unit: string } | undefined {
  if (value === null) return undefined;
  switch (unit) {
    case 'ratio':
      return { value: formatPercent(value, locale), unit: tileText.percent };
    case 'bytes': {
      if (limit === undefined) return formatBytes(value, locale);
      const whole = formatBytes(limit, locale);
      return {
        value: formatBytes(value, locale, limit).value,
        unit: tileText.ofLimit(`${whole.value} ${whole.unit}`),
      };
    }
    case 'celsius':
      return { value: formatNumber(value, 0, locale), unit: withLimit(tileText.celsius, limit, locale) };
    case 'watts':
      return { value: formatNumber(value, 0, locale), unit: withLimit(tileText.watts, limit, locale) };
    default:
      return unit satisfies never;
  }
}

function withLimit(unit: string, limit: number | undefined, locale: string | undefined): string {
  return limit === undefined ? unit : tileText.ofLimit(`${formatNumber(limit, 0, locale)} ${unit}`);
}
