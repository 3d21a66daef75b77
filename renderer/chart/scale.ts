// A chart's vertical axis (a meaningful zero, three ticks) and how its numbers are written.
import { assertNever } from '../../shared/assert-never.ts';
import type { Unit } from '../../shared/model/metric-name.ts';
import { formatBytes, type Quantity } from '../format/bytes.ts';
import { formatCompact, formatNumber, formatPercent } from '../format/number.ts';

export interface Scale {
  /** Bottom, middle, top. */
  readonly ticks: readonly [number, number, number];
  readonly unit: string;
  /** A value as a number in `unit`. */
  readonly format: (value: number) => string;
}

/** The samples' span and, where there is one, the hardware's limit; all in the metric's unit. */
export interface Span {
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly limit: number | null;
}

const COOL_CELSIUS = 30;
const HOT_CELSIUS = 90;
const GIGAHERTZ = 1e9;
const KILOWATT_HOUR_JOULES = 3.6e6;

/** Of a number whose unit is not known. */
export function plainScale(highest: number, locale?: string): Scale {
  const top = roundUp(highest);
  const digits = top < 10 ? 2 : 0;
  return { ticks: ticksTo(top), unit: '', format: (value) => formatNumber(value, digits, locale) };
}

/** Of numbers of any size and sign, whose unit is not known: from zero, and as far down as they go. */
export function freeScale(lowest: number, highest: number, locale?: string): Scale {
  const bottom = lowest < 0 ? -roundUp(-lowest) : 0;
  const top = highest > 0 ? roundUp(highest) : bottom < 0 ? 0 : 1;
  const middle = bottom < 0 && top > 0 ? 0 : (bottom + top) / 2;
  return { ticks: [bottom, middle, top], unit: '', format: (value) => formatCompact(value, locale) };
}

export function scaleOf(unit: Unit, { lowest, highest, limit }: Span, locale?: string): Scale {
  switch (unit) {
    case 'ratio':
      // Fans may turn faster than they are rated.
      return {
        ticks: ticksTo(Math.max(1, Math.ceil(highest ?? 0))),
        unit: '%',
        format: (value) => formatPercent(value, locale),
      };
    case 'bytes':
      return bytesScale(limit ?? highest ?? 1024 ** 3, highest, locale);
    case 'bytesPerSecond': {
      const scale = bytesScale(Math.max(highest ?? 0, 1024 ** 2), highest, locale);
      return { ...scale, unit: `${scale.unit}/s` };
    }
    case 'hertz':
      return {
        ticks: ticksTo(roundUp(Math.max(highest ?? 0, GIGAHERTZ) / GIGAHERTZ) * GIGAHERTZ),
        unit: 'GHz',
        format: (value) => formatNumber(value / GIGAHERTZ, 2, locale),
      };
    case 'celsius': {
      const bottom = Math.min(COOL_CELSIUS, Math.floor((lowest ?? COOL_CELSIUS) / 10) * 10);
      const top = bottom + Math.ceil((Math.max(HOT_CELSIUS, highest ?? 0) - bottom) / 20) * 20;
      return {
        ticks: [bottom, (bottom + top) / 2, top],
        unit: '°C',
        format: (value) => formatNumber(value, 0, locale),
      };
    }
    case 'watts':
      return {
        ticks: ticksTo(roundUp(Math.max(limit ?? 0, highest ?? 0, 10))),
        unit: 'W',
        format: (value) => formatNumber(value, 0, locale),
      };
    case 'joules': {
      const top = roundUp(Math.max(highest ?? 0, KILOWATT_HOUR_JOULES));
      return {
        ticks: ticksTo(top),
        unit: 'kWh',
        format: (value) => formatNumber(value / KILOWATT_HOUR_JOULES, 2, locale),
      };
    }
    default:
      return assertNever(unit);
  }
}

function bytesScale(top: number, highest: number | null, locale: string | undefined): Scale {
  const size = 1024 ** Math.floor(Math.log2(Math.max(top, 1)) / 10);
  const write = (value: number): Quantity => formatBytes(value, locale, size);
  return {
    ticks: ticksTo(roundUp(Math.max(top, highest ?? 0) / size) * size),
    unit: write(size).unit,
    format: (value) => write(value).value,
  };
}

function ticksTo(top: number): [number, number, number] {
  return [0, top / 2, top];
}

/** The next number whose half is round too: 175 → 180, 15.9 → 16, 450 → 460. */
function roundUp(value: number): number {
  const grain = 2 * 10 ** (Math.floor(Math.log10(Math.max(value, 1e-9))) - 1);
  // Floating point must not push an exact multiple to the next one.
  return Math.ceil(value / grain - 1e-9) * grain;
}
