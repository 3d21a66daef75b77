// The keys of the drawer: letters while it has the focus and nobody types, Escape from anywhere on the page.
import { type RefObject, useEffect, useRef } from 'react';
import { KEYS } from '../keys.ts';

/** What has keys of its own, also Escape: a terminal, an editor. Marked by this attribute. */
const OWN_KEYS = '[data-own-keys]';
const FLOATING = '[role="dialog"], [role="menu"], [role="listbox"]';

interface Keys {
  /** By a capital letter. */
  readonly letters: Readonly<Record<string, () => void>>;
  readonly escape: () => void;
}

export function useDrawerKeys(drawer: RefObject<HTMLElement | null>, keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof Element) || target.closest(`${OWN_KEYS}, ${FLOATING}`) !== null) return;
      if (event.key === KEYS.inspector.close) {
        if (isTyping(target)) drawer.current?.focus();
        else latest.current.escape();
        return;
      }
      if (!drawer.current?.contains(target) || isTyping(target)) return;
      const act = latest.current.letters[event.key.toUpperCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [drawer]);
}

function isTyping(target: Element): boolean {
  return target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]') !== null;
}
