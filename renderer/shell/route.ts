// Which page is shown: the address's hash, so that reload keeps it and links are plain links.
import { useSyncExternalStore } from 'react';

export const PAGES = ['overview', 'gpu', 'stack'] as const;
export type PageName = (typeof PAGES)[number];

/** The address of a page, for links. */
export function hrefOf(page: PageName): string {
  return `#/${page}`;
}

export function goTo(page: PageName): void {
  window.location.hash = hrefOf(page);
}

/** The page that a hash names; the first one for any other hash. */
export function pageOf(hash: string): PageName {
  return PAGES.find((page) => hrefOf(page) === hash) ?? PAGES[0];
}

export function usePage(): PageName {
  return useSyncExternalStore(subscribe, () => pageOf(window.location.hash));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
