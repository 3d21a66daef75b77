// The way of the focus as the drawer opens, shows another thing, and closes.
import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Opened, the drawer takes the focus; what opens while it is open leaves it where it is, for a table is walked so.
 * A name within the drawer goes as it is followed: then the drawer itself has the focus again. Closed, it is given back.
 *
 * @param key of the object that is shown
 */
export function useDrawerFocus(drawer: RefObject<HTMLElement | null>, key: string): void {
  const hadFocus = useRef(true);
  // Before the next one moves the focus; and its end runs while what goes is still in the page.
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const address = window.location.hash;
    return () => {
      // Only from here: who went on to the page by themselves stays there.
      const held = document.activeElement;
      if (held === null || held === document.body || drawer.current === null || drawer.current.contains(held)) {
        giveBack(opener, address);
      }
    };
  }, [drawer]);
  useLayoutEffect(() => {
    if (key === '') return;
    if (hadFocus.current) drawer.current?.focus({ preventScroll: true });
    const note = () => {
      hadFocus.current = drawer.current?.contains(document.activeElement) ?? false;
    };
    // Before what had it is taken away by what is shown next.
    window.addEventListener('hashchange', note, { capture: true });
    return () => window.removeEventListener('hashchange', note, { capture: true });
  }, [drawer, key]);
}

/** The name that opened it may have been drawn anew since: then it is known by where it leads. */
function giveBack(opener: Element | null, address: string): void {
  const links = [...document.querySelectorAll<HTMLElement>('main a[href]')];
  const same = opener?.isConnected && opener !== document.body ? opener : undefined;
  const found = same ?? links.find((link) => link.getAttribute('href') === address);
  const target = found instanceof HTMLElement ? found : document.getElementById('main');
  target?.focus({ preventScroll: true });
}
