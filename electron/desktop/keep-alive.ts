// Keeps a page in the window: one whose process crashed or hangs is loaded again by itself, unless that does not help.
import type { BrowserWindow } from 'electron';
import { Budget } from '../budget.ts';
import type { Log } from '../log/log.ts';

const RELOADS = 3;
const RELOADS_WITHIN_MS = 60_000;

/** A machine that starts no process for it now may do so in a moment. */
const LAUNCH_PAUSE_MS = 1_000;

/** Chromium calls a page unresponsive when it has left an input unanswered for a while; then it gets this long. */
const HANGING_MS = 10_000;

/** What it needs of the app around the window. */
export interface KeepAliveOptions {
  readonly log: Log;
  /** Told in a sentence what has happened; shown by the page, once it is there again. */
  readonly onMishap: (sentence: string) => void;
  /** Asked when the page stops again and again: whether it is to be loaded once more. */
  readonly askWhetherToReload: () => Promise<boolean>;
  /** Called when it is not. */
  readonly giveUp: () => void;
  /** Called when no process can be started for a page any more, as after the end of Chromium's zygote: the app alone is left. */
  readonly askWhetherToRestart: () => Promise<void>;
}

/** Holds as long as the window does. What goes on in the main process, a change of the cluster above all, is not touched. */
export function keepAlive(window: BrowserWindow, options: KeepAliveOptions): void {
  const { log, onMishap, askWhetherToReload, askWhetherToRestart, giveUp } = options;
  const { webContents } = window;
  const budget = new Budget(RELOADS, RELOADS_WITHIN_MS);
  let hanging: NodeJS.Timeout | undefined;
  let isAsking = false;

  const reload = () => {
    if (!window.isDestroyed()) webContents.reload();
  };
  const comeBack = async (isLaunched: boolean) => {
    if (budget.spend()) {
      onMishap('The page stopped working and was loaded again. A change under way has gone on meanwhile.');
      setTimeout(reload, isLaunched ? 0 : LAUNCH_PAUSE_MS);
      return;
    }
    if (isAsking) return;
    isAsking = true;
    log.error('crash', isLaunched ? 'the page stops again and again' : 'no process can be started for the page');
    if (!isLaunched) await askWhetherToRestart();
    else if (await askWhetherToReload()) reload();
    else giveUp();
    isAsking = false;
  };

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    clearTimeout(hanging);
    if (window.isDestroyed()) return;
    // Another one has taken over. Where none has, this is what Chromium says when it does not know.
    if (reason === 'clean-exit' && webContents.getOSProcessId() !== 0) return;
    log.error('crash', 'the process of the page has ended', { reason, exitCode });
    // Not within the event: Chromium is still clearing up behind the old one.
    setImmediate(() => void comeBack(reason !== 'launch-failed'));
  });
  window.on('unresponsive', () => {
    // A debugger that stopped the page is no reason to end it.
    if (webContents.isDevToolsOpened()) return;
    log.warn('crash', 'the page does not respond');
    clearTimeout(hanging);
    hanging = setTimeout(() => webContents.forcefullyCrashRenderer(), HANGING_MS);
  });
  window.on('responsive', () => {
    clearTimeout(hanging);
    log.info('crash', 'the page responds again');
  });
  window.on('closed', () => clearTimeout(hanging));
}
