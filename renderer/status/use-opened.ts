// The object that the address has opened in the inspector.
import { useMemo } from 'react';
import { type Opened, openedIn } from './object-address.ts';
import { useHash } from './use-hash.ts';

/** Undefined while nothing is opened. The same value for the same address. */
export function useOpened(): Opened | undefined {
  const hash = useHash(String);
  return useMemo(() => openedIn(hash), [hash]);
}
