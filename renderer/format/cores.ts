// Parts of a processor, as numbers that stand below each other.
import { numberFormat } from './intl.ts';

const SMALL = 0.01;

/** `0.25` of a core, `1.50`, `12.00`; a third decimal where two would say none: `0.004`. */
export function formatCores(cores: number, locale?: string): string {
  const digits = cores > 0 && cores < SMALL ? 3 : 2;
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(cores);
}
