// The tabs of the page, each with an address of its own.

/** In their order; the first is shown where none is named. */
export const TABS = ['firing', 'silenced', 'history'] as const;
export type Tab = (typeof TABS)[number];

/** The tab of a place in the page's address; the first for any other place. */
export function tabOf(place: string | undefined): Tab {
  return TABS.find((tab) => tab === place) ?? TABS[0];
}
