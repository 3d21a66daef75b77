// Notices that this machine slept: the wall clock went on while our timers stood still.
import type { Dispose } from '../disposal.ts';

const TICK_MS = 5_000;
/** A busy machine may be late by seconds; a suspended one is away for longer. */
const JUMP_MS = 15_000;

/** Calls `onJump` shortly after the machine woke up (or its clock was set forward). */
export function watchClock(onJump: () => void): Dispose {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > TICK_MS + JUMP_MS) onJump();
    last = now;
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
