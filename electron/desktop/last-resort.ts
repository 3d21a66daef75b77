// The last resort of the main process, for errors that nobody caught: written down with its stack, said once, and the app goes on.
import { app } from 'electron';
import { visible } from '../../shared/visible.ts';
import { Budget } from '../budget.ts';
import type { Log } from '../log/log.ts';
import { maskText } from '../log/mask-text.ts';

/** A sentence has room for this much of somebody else's words. */
const MOST_CHARACTERS = 160;

/** What fails without end must not fill the log. */
const WRITTEN_A_MINUTE = 30;

/**
 * Listens for exceptions and rejections that nobody caught, for Node's warnings, and for Chromium's other processes (GPU,
 * network), which come back by themselves. Without it, Electron shows a stack trace in a dialog for the first of these and
 * nothing at all for the second. The parts of the app do not share state by half: what failed is that one event or call.
 */
export function listenForDefects(log: Log, onMishap: (sentence: string) => void): void {
  const budget = new Budget(WRITTEN_A_MINUTE, 60_000);
  const note = (kind: string) => (error: unknown) => {
    if (!budget.spend()) return;
    log.error('crash', kind, { error });
    try {
      onMishap(`Something in ODIN failed and was given up: ${wordsOf(error)} All else goes on.`);
    } catch (another) {
      // Node ends a process whose last resort fails.
      log.error('crash', 'it could not be said', { error: another });
    }
  };
  process.on('uncaughtException', note('uncaught exception'));
  process.on('unhandledRejection', note('unhandled rejection'));
  // Whoever started the app from a terminal may close that: then nobody reads what is written there.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('warning', (warning) => log.warn('warning', warning.message, { error: warning }));
  app.on('child-process-gone', (_event, { type, reason, exitCode, name, serviceName }) => {
    if (reason !== 'clean-exit')
      log.error('crash', `a process of Chromium has ended: ${type}`, { reason, exitCode, name, serviceName });
  });
}

/** One short sentence, whatever it was. */
function wordsOf(error: unknown): string {
  const text = visible(maskText(error instanceof Error ? error.message : String(error))).trim();
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return /[.…!?]$/.test(cut) ? cut : `${cut}.`;
}
