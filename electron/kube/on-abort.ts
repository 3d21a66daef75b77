// Listening to a signal that outlives whoever listens.
import { setMaxListeners } from 'node:events';

/**
 * Calls `call` once when the signal aborts, at once where it has aborted, and never after the undo. A session's signal stands behind
 * each of its connections: whoever ends before it has to take the listener off, or the signal holds on to all that ever was.
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  // Any number at a time is no leak, for each is taken off again.
  setMaxListeners(0, signal);
  if (signal.aborted) call();
  else signal.addEventListener('abort', call, { once: true });
  return () => signal.removeEventListener('abort', call);
}
