// Brings a field of several lines into sight as a whole: on focus a browser shows no more of it than the line of the caret.
import type { FocusEvent } from 'react';

/** For `onFocus`. Leaves alone what is in sight already. */
export function showWhole({ currentTarget }: FocusEvent<HTMLElement>): void {
  currentTarget.scrollIntoView({ block: 'nearest' });
}
