// The looks of several lines or layers of one quantity: shades of its one hue, and dashes, so that lines are told apart without colour too.
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

/** Dark beside light, so that two layers that touch are told apart. */
const LAYERS = [92, 46, 74, 34, 60, 28, 82, 40] as const;

/** The fill of layer `index` of a stack. */
export function layerOf(hue: Hue, index: number): string {
  return `color-mix(in oklab, var(--${hue}) ${LAYERS[index % LAYERS.length]}%, var(--surface))`;
}

/** That of all that have no layer of their own. */
export const OTHERS_FILL = 'color-mix(in oklab, var(--faint) 55%, var(--surface))';
