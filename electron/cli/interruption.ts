// Signals that end `odin`: the first lets the command come to an end in a known state, with the lock let go; one more, when
// the person does not want to wait for that, ends it at once. The exit status tells which signal it was, as shells have it.
import { EXIT } from './exit-code.ts';

/** Signal → its exit status: Ctrl+C, a service manager or `timeout`, a terminal that was closed. */
const STATUSES = { SIGINT: EXIT.cancelled, SIGTERM: 143, SIGHUP: 129 } as const;

/** `npm run odin` gets Ctrl+C from the terminal and passes it on, so that it comes twice. */
const SAME_PRESS_MS = 1_000;

/** Where signals come from, and what ends the process: `process`, or a stand-in. */
export interface Interrupted {
  on(signal: keyof typeof STATUSES, listener: () => void): unknown;
  exit(status: number): void;
}

export interface Interruption {
  /** Aborts with the first signal. */
  readonly signal: AbortSignal;
  /** The exit status of a command that ended with `status`: that of the signal where it was cancelled by one. */
  statusOf(status: number): number;
}

/** Listens from now on. @param say told what is left where it ends at once */
export function listenForSignals(from: Interrupted, say: (sentence: string) => void): Interruption {
  const controller = new AbortController();
  let cancelledAs: number = EXIT.cancelled;
  let firstAtMs: number | undefined;
  for (const [name, status] of Object.entries(STATUSES) as [keyof typeof STATUSES, number][]) {
    from.on(name, () => {
      if (firstAtMs === undefined) {
        firstAtMs = performance.now();
        cancelledAs = status;
        controller.abort();
      } else if (performance.now() - firstAtMs > SAME_PRESS_MS) {
        say(
          'odin: ended at once. What it was at work on may be half done: `odin status` tells, `odin recover` ends it.',
        );
        from.exit(status);
      }
    });
  }
  return { signal: controller.signal, statusOf: (status) => (status === EXIT.cancelled ? cancelledAs : status) };
}
