// The ways through the inspector: each is a change of the address, and nothing else.
import { addressOf, type Opened, withoutObject } from '../status/object-address.ts';

/** Another view of the same thing: Back leads to what was opened before, not to the tab before. */
export function turnTo(opened: Opened): void {
  window.location.replace(addressOf(window.location.hash, opened));
}

/** Opens nothing any more. */
export function closeInspector(): void {
  window.location.hash = withoutObject(window.location.hash);
}
