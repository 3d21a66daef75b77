// The page's way to the inspector: opens things there, and knows which is open.
import { refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { addressOf, type Opened, openedIn } from '../../status/object-address.ts';
import { useOpened } from '../../status/use-opened.ts';

/** The key of the object that the inspector shows, as of `refKey`; undefined while it shows none. */
export function useOpenedKey(): string | undefined {
  const opened = useOpened();
  return opened === undefined ? undefined : refKey(opened.object);
}

/** Opens an object in the inspector; Back closes it again. */
export function openObject(opened: Opened): void {
  window.location.hash = addressOf(window.location.hash, opened);
}

/** Has the inspector show another object in the same tab, if it shows one: Back then leads to where it was opened. */
export function followObject(object: ObjectRef): void {
  const opened = openedIn(window.location.hash);
  if (opened === undefined) return;
  window.history.replaceState(null, '', addressOf(window.location.hash, { object, tab: opened.tab }));
  // Told at once, as long as the focus is where the key was pressed.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
