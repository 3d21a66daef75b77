// The page that is shown, by the address's hash, so that reload keeps it and links are plain links.
import { useHash } from '../status/use-hash.ts';
import { PAGES, type PageName, type PageRow } from './pages.ts';

/** The address of a page, for links. */
export function hrefOf(name: PageName): string {
  return `#/${name}`;
}

/** @param place where on it, such as a tab */
export function goTo(name: PageName, place?: string): void {
  window.location.hash = place === undefined ? hrefOf(name) : `${hrefOf(name)}/${place}`;
}

/** The page that a hash names; the first one for any other hash. */
export function pageOf(hash: string): PageRow {
  const [, page] = partsOf(hash);
  return PAGES.find(({ name }) => name === page) ?? PAGES[0];
}

/** Where on its page a hash leads; undefined where it names no place. */
export function placeOf(hash: string): string | undefined {
  return partsOf(hash)[2];
}

function partsOf(hash: string): readonly (string | undefined)[] {
  return /^#\/([a-z]+)(?:\/([a-z]+))?(?:\?.*)?$/.exec(hash) ?? [];
}

export function usePage(): PageRow {
  return useHash(pageOf);
}

/** Where on the page that is shown a person was led to. */
export function usePlace(): string | undefined {
  return useHash(placeOf);
}
