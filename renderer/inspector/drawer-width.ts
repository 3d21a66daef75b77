// The drawer's width: within bounds, and as it was the last time.

/** As the designs have it; narrower, a line of a log is none any more. */
const USUAL_PX = 480;
const LEAST_PX = 360;
/** What is left of the page beside it. */
const PAGE_PX = 320;
/** The sidebar beside both. */
const SIDEBAR_PX = 208;
const MEMORY = 'odin-inspector-width';

/** The bounds in a window of that width. */
export function boundsIn(windowPx: number): { readonly least: number; readonly most: number } {
  return { least: LEAST_PX, most: Math.max(LEAST_PX, windowPx - SIDEBAR_PX - PAGE_PX) };
}

/** `px` within the bounds of a window of that width; what is no number is the usual width. */
export function fitting(px: number, windowPx: number): number {
  const { least, most } = boundsIn(windowPx);
  return Math.round(Math.min(most, Math.max(least, Number.isFinite(px) ? px : USUAL_PX)));
}

/** What was remembered; NaN where there is nothing, or nothing that is a width. */
export function rememberedWidth(storage: Pick<Storage, 'getItem'>): number {
  return Number.parseInt(storage.getItem(MEMORY) ?? '', 10);
}

export function rememberWidth(storage: Pick<Storage, 'setItem'>, px: number): void {
  storage.setItem(MEMORY, String(px));
}
