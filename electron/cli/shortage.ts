// Shortages of this machine (files, room, memory), where one is why a command failed: the next step is then the machine's,
// whatever failed.

/** The system's code → the next step. Each is true of any file, socket or thread that could not be had. */
const NEXT_STEPS: ReadonlyMap<unknown, string> = new Map([
  ['EMFILE', 'This process may not open more files: raise the limit (`ulimit -n 1024`), then run it again.'],
  ['ENFILE', 'This machine has no more files that can be opened: end some programs, then run it again.'],
  ['ENOSPC', 'The disk is full: make room, then run it again.'],
  ['EDQUOT', "The disk's quota is used up: make room, then run it again."],
  ['ENOMEM', 'This machine has no memory left: end some programs, then run it again.'],
]);

/** Causes of causes that are looked at: a chain may lead back to where it began. */
const MOST_CAUSES = 10;

/** The next step; undefined where nothing ran out. */
export function shortageOf(error: unknown): string | undefined {
  let at = error;
  for (let count = 0; count < MOST_CAUSES && at instanceof Error; count++) {
    const last = at instanceof AggregateError ? at.errors.at(-1) : at;
    const step = NEXT_STEPS.get((last as NodeJS.ErrnoException | undefined)?.code);
    if (step !== undefined) return step;
    at = at.cause;
  }
  return undefined;
}
