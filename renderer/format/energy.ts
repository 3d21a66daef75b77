// Energy as an electricity meter tells it.
import type { Quantity } from './bytes.ts';
import { formatNumber } from './number.ts';

const WATT_HOUR_JOULES = 3_600;

/** `12 Wh` of 43,200 joules, `0.42 kWh`, `12.6 kWh`: kWh from a tenth of one on, three digits at the most. */
export function formatEnergy(joules: number, locale?: string): Quantity {
  const wattHours = joules / WATT_HOUR_JOULES;
  if (wattHours < 100) return { value: formatNumber(wattHours, wattHours < 10 ? 1 : 0, locale), unit: 'Wh' };
  const kilo = wattHours / 1_000;
  return { value: formatNumber(kilo, kilo < 10 ? 2 : kilo < 100 ? 1 : 0, locale), unit: 'kWh' };
}
