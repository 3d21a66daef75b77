// The looks of several lines of one quantity: shades of its one hue, and dashes, so that they are told apart without colour too.
import type { Hue } from './charts.ts';

const SHADES = [100, 62, 36] as const;
const DASHES = ['', '7 3', '2 3'] as const;

/** The stroke of line `index`: the hue itself, then nearer and nearer to the colour of text. */
export function strokeOf(hue: Hue, index: number): string {
  const share = SHADES[index % SHADES.length];
  return share === 100 ? `var(--${hue})` : `color-mix(in oklab, var(--${hue}) ${share}%, var(--text))`;
}

/** The dash pattern of line `index`; empty is solid. */
export function dashOf(index: number): string {
  return DASHES[index % DASHES.length] ?? '';
}
