// The value of an alert as it is read: by the unit of its quantity, as its chart has it.
import type { AlertValue } from '../../shared/model/alert-value.ts';
import { plainScale, scaleOf } from '../chart/scale.ts';

/** `93 °C`, `97 %`, `0.5`. */
export function valueText({ value, unit }: Pick<AlertValue, 'value' | 'unit'>, locale?: string): string {
  const scale =
    unit === 'number'
      ? plainScale(Math.abs(value), locale)
      : scaleOf(unit, { lowest: value, highest: value, limit: null }, locale);
  return `${scale.format(value)} ${scale.unit}`.trim();
}
