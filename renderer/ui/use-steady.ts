// A function for parts that are drawn anew only where what they are given has changed.
import { useCallback, useLayoutEffect, useRef } from 'react';

/** One function for as long as the component lives, which does what the newest `act` does. For what a person does, not for drawing. */
export function useSteady<A extends readonly unknown[]>(act: (...given: A) => void): (...given: A) => void {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...given: A) => newest.current(...given), []);
}
