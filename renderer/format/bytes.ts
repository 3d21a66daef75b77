// Bytes as a person reads them.
import { numberFormat } from './intl.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A number and its unit, apart: the unit is shown smaller. */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

/** The largest unit of which `bytes` is at least one, as its exponent of 1024. */
function exponentOf(bytes: number): number {
  let exponent = 0;
  for (let rest = Math.abs(bytes); rest >= 1024 && exponent < UNITS.length - 1; rest /= 1024) exponent++;
  return exponent;
}

/** Three significant digits: 9.8 GiB, 184 MiB, 0 B. `like` takes the unit of another number, for "9.8 of 16 GiB". */
export function formatBytes(bytes: number, locale?: string, like: number = bytes): Quantity {
  const exponent = exponentOf(like);
  const value = bytes / 1024 ** exponent;
  const maximumFractionDigits = exponent === 0 || Math.abs(value) >= 100 ? 0 : 1;
  return {
    value: numberFormat(locale, { maximumFractionDigits }).format(value),
    unit: UNITS[exponent] ?? 'B',
  };
}
