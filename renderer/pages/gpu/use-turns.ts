// Charts that come one after the other: each takes long to make, and the first is not to wait for all of them.
import { useEffect, useState } from 'react';

/**
 * How many of `count` parts may be there by now: one at first, and one more with each frame that the window has drawn.
 *
 * @param count 1 for as long as there is nothing to draw
 */
export function useTurns(count: number): number {
  const [turns, setTurns] = useState(1);
  useEffect(() => {
    if (turns >= count) return;
    const asked = requestAnimationFrame(() => setTurns(turns + 1));
    return () => cancelAnimationFrame(asked);
  }, [turns, count]);
  return turns;
}
