// A choice that is still there at the next look: a filter, an order, a switch.
import { useState } from 'react';

/**
 * As `useState`, kept under `name` in the browser's storage. What stands there and is not of the kind is passed over.
 * @param isValid whether what was kept is such a choice
 */
export function useRemembered<T>(
  name: string,
  first: T,
  isValid: (value: unknown) => value is T,
): readonly [T, (value: T) => void] {
  const [value, setValue] = useState(() => kept(name, isValid) ?? first);
  const choose = (next: T) => {
    setValue(next);
    keep(name, next);
  };
  return [value, choose];
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/** A line that was typed. */
export const useRememberedText = (name: string) => useRemembered(name, '', isText);

/** Whether something is on; at first it is off. */
export const useRememberedFlag = (name: string) => useRemembered(name, false, isFlag);

function kept<T>(name: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null');
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // Where nothing can be kept, the choice holds until the page goes.
  }
}

function keyOf(name: string): string {
  return `choice.${name}`;
}
