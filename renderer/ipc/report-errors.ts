// Tells the main process of the page's own defects, for the log: nobody looks into a page's console.
import type { PageError } from '../../shared/model/mishap.ts';
import { call } from './client.ts';

/** What fails in each frame must not keep the main process busy; it counts for itself too. */
const MOST_A_LOAD = 50;

let reported = 0;

/** Never throws: a report that fails has nobody to be reported to. */
export function reportError(where: PageError['where'], error: unknown): void {
  if (++reported > MOST_A_LOAD) return;
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const input = {
    where,
    message: message.slice(0, 2_000),
    ...(stack === undefined ? {} : { stack: stack.slice(0, 8_000) }),
  };
  call('app.reportError', input).catch(() => {});
}

/** Listens for what nobody caught; once for the life of the page. */
export function reportUncaught(): void {
  window.addEventListener('error', ({ error, message }) => reportError('event', error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => reportError('promise', reason));
}
