// Notices that this machine slept, or that its clock was set: what is known may be old, and connections may lead nowhere.
import type { Dispose } from '../disposal.ts';

const TICK_MS = 5_000;
/** A busy machine may be late by seconds; a suspended one is away for longer. */
const JUMP_MS = 15_000;

/** Whoever watches in this process. */
const watchers = new Set<() => void>();

/** Calls `onJump` shortly after the machine woke up, or its clock was set forward or back; at once where the system tells. */
export function watchClock(onJump: () => void): Dispose {
  let last = Date.now();
  const timer = setInterval(() => {
    const passed = Date.now() - last;
    last += passed;
    if (Math.abs(passed - TICK_MS) > JUMP_MS) onJump();
  }, TICK_MS);
  timer.unref();
  const wake = () => {
    last = Date.now();
    onJump();
  };
  watchers.add(wake);
  return () => {
    watchers.delete(wake);
    clearInterval(timer);
  };
}

/** The system says that it woke up: nobody has to find out by the clock, which takes up to five seconds. */
export function wokeUp(): void {
  for (const wake of [...watchers]) wake();
}
