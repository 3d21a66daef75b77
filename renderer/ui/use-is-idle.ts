// For what can wait until the page has been drawn.
import { useEffect, useState } from 'react';

/** A page that is never idle, or not seen, gets it all the same. */
const PATIENCE_MS = 1_000;

/** False at first; true once what is shown has been drawn and nothing more urgent is left to do. */
export function useIsIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    const asked = requestIdleCallback(() => setIsIdle(true), { timeout: PATIENCE_MS });
    return () => cancelIdleCallback(asked);
  }, []);
  return isIdle;
}
