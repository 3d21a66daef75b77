// The last resort of `odin`, for errors that nobody caught: written into the log with its stack, said in one sentence with where that is, and the end of `odin`.
import type { Log } from '../log/log.ts';
import { maskText } from '../log/mask-text.ts';
import { printLines } from './door.ts';
import { EXIT } from './exit-code.ts';

/** Said of each defect. */
export function whereLogged(logFile: string): string {
  return `This is a defect in odin; what is known of it is in ${logFile}.`;
}

/** Ends this process with status 1 when something is thrown that nobody catches. */
export function catchDefects(log: Log, logFile: string): void {
  const end = (kind: string) => (error: unknown) => {
    log.error('crash', kind, { error });
    const message = maskText(error instanceof Error ? error.message : String(error));
    printLines('stderr', [`odin: ${message}`, `  ${whereLogged(logFile)}`]);
    process.exit(EXIT.internal);
  };
  process.on('uncaughtException', end('uncaught exception'));
  process.on('unhandledRejection', end('unhandled rejection'));
}

/** Writes Node's warnings into the log: Node itself prints them as they are, and a person can do nothing about them. */
export function keepWarnings(log: Log): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn('warning', warning.message, { error: warning }));
}

/** Codes of a reader who is gone: of a pipe, a socket, a terminal that was closed. */
const READER_GONE: ReadonlySet<string | undefined> = new Set([
  'EPIPE',
  'ECONNRESET',
  'ENOTCONN',
  'EIO',
  'ERR_STREAM_DESTROYED',
]);

/** The process as far as its exit goes. */
export interface Exiting {
  exitCode?: number | string | null | undefined;
  once(event: 'exit', listener: (status: number) => void): unknown;
}

/**
 * Lets a command go on to its own end and status where nobody reads what it says any more (`odin upgrade | head -1`), or
 * where that cannot be kept (`odin render > file` on a full disk): a change must not stop half-way for want of a listener.
 * Where results were lost that somebody waits for, it says so in the end, and a status of 0 becomes 1.
 */
export function outliveReaders(
  results: NodeJS.EventEmitter,
  words: Pick<NodeJS.WritableStream, 'write'> & NodeJS.EventEmitter,
  exiting: Exiting,
): void {
  let lost: NodeJS.ErrnoException | undefined;
  words.on('error', () => {});
  results.on('error', (error: NodeJS.ErrnoException) => {
    if (!READER_GONE.has(error.code)) lost ??= error;
  });
  exiting.once('exit', (status) => {
    if (lost === undefined) return;
    const why = lost.code === 'ENOSPC' ? 'the disk is full' : (lost.code ?? lost.message);
    words.write(`odin: What it printed could not be written (${why}); what it did is not undone by that.\n`);
    if (status === EXIT.ok) exiting.exitCode = EXIT.internal;
  });
}
