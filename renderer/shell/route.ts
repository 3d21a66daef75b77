// The page that is shown, by the address's hash, so that reload keeps it and links are plain links.
import { useSyncExternalStore } from 'react';
import { PAGES, type PageName, type PageRow } from './pages.ts';

/** The address of a page, for links. */
export function hrefOf(name: PageName): string {
  return `#/${name}`;
}

export function goTo(name: PageName): void {
  window.location.hash = hrefOf(name);
}

/** The page that a hash names; the first one for any other hash. */
export function pageOf(hash: string): PageRow {
  return PAGES.find(({ name }) => hrefOf(name) === hash) ?? PAGES[0];
}

export function usePage(): PageRow {
  return useSyncExternalStore(subscribe, () => pageOf(window.location.hash));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
