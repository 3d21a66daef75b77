// The time, for ages that grow while a page is open.
import { useEffect, useState } from 'react';

/** Milliseconds since the epoch, renewed every `intervalMs`; `null` keeps it still and costs nothing. */
export function useNow(intervalMs: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (intervalMs === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
