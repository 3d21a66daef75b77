// The things that a process holds on to, for tests of long runs: memory in use, sockets, listeners of a signal, warnings.
import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { onTestFinished } from 'vitest';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Of the heap, after what nobody needs is gone, in MB. */
export function heapMb(): number {
  for (let times = 0; times < 3; times++) collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Sockets, timers and servers that keep this process alive, by kind. */
export function held(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** How many wait for the end of each of these signals. */
export function listenersOf(signals: Iterable<AbortSignal>): readonly number[] {
  return [...signals].map((signal) => getEventListeners(signal, 'abort').length);
}

/** The process' warnings from now on, `MaxListenersExceededWarning` among them. */
export function warnings(): readonly string[] {
  const heard: string[] = [];
  const note = (warning: Error) => heard.push(`${warning.name}: ${warning.message}`);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  return heard;
}
