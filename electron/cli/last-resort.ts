// The last resort of `odin`, for errors that nobody caught: written into the log with its stack, said in one sentence with where that is, and the end of `odin`.
import type { Log } from '../log/log.ts';
import { maskText } from '../log/mask-text.ts';
import { visible } from '../log/visible.ts';
import { EXIT } from './exit-code.ts';

/** Said of each defect. */
export function whereLogged(logFile: string): string {
  return `This is a defect in odin; what is known of it is in ${logFile}.`;
}

/** Ends this process with status 1 when something is thrown that nobody catches. */
export function catchDefects(log: Log, logFile: string): void {
  const end = (kind: string) => (error: unknown) => {
    log.error('crash', kind, { error });
    const message = visible(maskText(error instanceof Error ? error.message : String(error)));
    process.stderr.write(`odin: ${message}\n  ${whereLogged(logFile)}\n`);
    process.exit(EXIT.internal);
  };
  process.on('uncaughtException', end('uncaught exception'));
  process.on('unhandledRejection', end('unhandled rejection'));
}

/** Lets a command go on to its own end and status where nobody reads what it says any more (`odin upgrade | head -1`). */
export function outliveReaders(streams: readonly NodeJS.EventEmitter[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
