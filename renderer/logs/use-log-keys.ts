// The keys of a log: / leads into its search, F follows its end again.
import { type RefObject, useEffect, useRef } from 'react';
import { KEYS } from '../keys.ts';

const TYPED_INTO = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';

interface Keys {
  readonly search: () => void;
  readonly follow: () => void;
}

/** They act from all of the drawer or the page that the log stands in: who has just come by a tab or a link has the focus there. */
export function useLogKeys(log: RefObject<HTMLElement | null>, keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof Element) || target.closest(TYPED_INTO) !== null) return;
      if (!isNear(log.current, target)) return;
      if (key === KEYS.log.find) latest.current.search();
      else if (key.toUpperCase() === KEYS.log.follow) latest.current.follow();
      else return;
      event.preventDefault();
    };
    // Before the page's own filter hears of it, which listens at the window.
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [log]);
}

/** What is not in a drawer, nor in a dialog, is the page's. */
function isNear(log: HTMLElement | null, target: Element): boolean {
  const drawer = log?.closest('aside');
  return drawer ? drawer.contains(target) : target.closest('aside, nav, [role="dialog"]') === null;
}
