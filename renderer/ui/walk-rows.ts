// The arrow keys in a table: the focus goes from a row's name to the next row's.
import type { KeyboardEvent } from 'react';
import { KEYS } from '../keys.ts';

const STEPS: Readonly<Record<string, number>> = { [KEYS.table.down]: 1, [KEYS.table.up]: -1 };

/** Moves the focus one row on, if an arrow was pressed on a row of the table below `event`'s element; returns that row's index. */
export function walkRows(event: KeyboardEvent<HTMLElement>): number | undefined {
  const step = STEPS[event.key];
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented);
  if (step === undefined || !isPlain || !(event.target instanceof Element)) return undefined;
  // What is pressed in a menu over the table comes here too; it is in no row.
  const at = event.target.closest<HTMLElement>('tbody[data-index]')?.dataset.index;
  if (at === undefined) return undefined;
  const next = Number(at) + step;
  const name = event.currentTarget.querySelector<HTMLElement>(`tbody[data-index="${next}"] :is(a, button)`);
  if (name === null) return undefined;
  event.preventDefault();
  name.focus();
  return next;
}
