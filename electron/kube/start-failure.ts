// A program that is there and cannot be started all the same: the reason and the next step, for the system says a code alone.
import { visible } from '../../shared/visible.ts';

const NO_ROOM = 'this machine may start nothing more: end some programs, then try again';

/** By Node's code; each ends "it could not be started: …". */
const REASONS: Readonly<Record<string, string>> = {
  // The program itself was found before.
  ENOENT: 'what it runs on (the interpreter in its first line, or a library) is not on this machine: install it again',
  EACCES:
    'the system does not let it be run, or its interpreter: look at its rights, and at those of its disk (noexec)',
  EPERM: 'the system does not let it be run',
  ENOEXEC: 'it is made for another kind of machine: install it again',
  ETXTBSY: 'it is being written at this moment: try again',
  E2BIG: 'its arguments and environment are longer than this system takes',
  EMFILE: NO_ROOM,
  ENFILE: NO_ROOM,
  EAGAIN: NO_ROOM,
  ENOMEM: NO_ROOM,
};

/** Ends the sentence "the plugin …". `error` is what spawning it threw or told. */
export function startFailure(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `could not be started: ${REASONS[code] ?? visible(message)}`;
}
