// Whether a key that acts on the whole page was meant for something else.

const TYPED_INTO = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [role="dialog"], [data-own-keys]';

/** Whether somebody types already, or is in what has keys of its own: a dialog, which has fields, a terminal, an editor. */
export function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(TYPED_INTO) !== null);
}
