// A file of the app's own that cannot be read: mostly an install that is broken, at times a machine that has nothing left to open it with.
import { AppError } from '../../../shared/errors.ts';

/** What ran out, while the file is where it belongs. */
const RAN_OUT: ReadonlySet<string | undefined> = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);

/** The error of a file or folder below `assets`. */
export function unreadable(path: string, cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException;
  const next = RAN_OUT.has(code) ? 'end some programs, and try again.' : 'install ODIN Control Panel again.';
  return new AppError('internal', `${path} cannot be read (${code ?? cause}): ${next}`, { subject: path, cause });
}
