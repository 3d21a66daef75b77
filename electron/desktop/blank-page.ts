// A page that does not come at all: its files are damaged or gone, or its preload script fails. The window would stay empty.
import type { BrowserWindow } from 'electron';
import type { Log } from '../log/log.ts';

/** How long a page that has loaded may take until something is drawn; a slow machine needs some seconds. */
const DRAWING_MS = 15_000;

/** Chromium's code of a load that another one took over. */
const ABORTED = -3;

/** The page's own words for whether React has put anything into it. */
const IS_DRAWN = `(document.getElementById('root')?.childElementCount ?? 0) > 0`;

export interface BlankPageOptions {
  readonly log: Log;
  /** Asked with a sentence on what is wrong; whether to load the page once more. */
  readonly askWhetherToReload: (sentence: string) => Promise<boolean>;
  /** Called when it is not to be. */
  readonly giveUp: () => void;
}

/** Holds as long as the window does. Only one question at a time is asked. */
export function noticeBlankPage(window: BrowserWindow, options: BlankPageOptions): void {
  const { log, askWhetherToReload, giveUp } = options;
  const { webContents } = window;
  let isAsking = false;
  let patience: NodeJS.Timeout | undefined;

  const ask = async (sentence: string, facts: Readonly<Record<string, unknown>>) => {
    log.error('page', sentence, facts);
    clearTimeout(patience);
    if (isAsking || window.isDestroyed()) return;
    isAsking = true;
    // It may have been closed to the tray, or put away.
    window.show();
    const isToReload = await askWhetherToReload(sentence);
    isAsking = false;
    if (!isToReload) giveUp();
    else if (!window.isDestroyed()) webContents.reload();
  };
  const look = async () => {
    const isDrawn = webContents.isCrashed() || (await webContents.executeJavaScript(IS_DRAWN).catch(() => true));
    if (isDrawn !== true) await ask('The page of the window stays empty.', {});
  };

  webContents.on('preload-error', (_event, path, error) => {
    void ask('A file of the app cannot be read, or is damaged.', { path, error });
  });
  webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) void ask('The page of the window cannot be loaded.', { code, description });
  });
  webContents.on('did-navigate', (_event, _url, status) => {
    if (status >= 400) void ask('The page of the window is missing from this installation.', { status });
  });
  webContents.on('did-finish-load', () => {
    clearTimeout(patience);
    patience = setTimeout(() => void look(), DRAWING_MS);
  });
  window.on('closed', () => clearTimeout(patience));
}
