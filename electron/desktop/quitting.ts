// The end of the app: a person is asked where a change would be cut short, then the parts end before the process does.
import { app, BrowserWindow, dialog, powerMonitor } from 'electron';
import type { Operation } from '../../shared/model/operation.ts';
import { visible } from '../../shared/visible.ts';
import type { DisposalStack } from '../disposal.ts';

/** An operation records where it stopped, forwards drain; what hangs must not keep a person's logout waiting. */
const PATIENCE_MS = 5_000;

export interface QuittingOptions {
  readonly undos: DisposalStack;
  /** The change that quitting would interrupt. */
  readonly runningOperation: () => Operation | null;
  /** Called when a person chose to keep the change running. */
  readonly stay: () => void;
  /** Told what did not end cleanly. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Call it once, when Electron is ready. A person is asked once at a time, however often the app is told to quit, and the
 * change goes on meanwhile. A session of the desktop that ends asks nobody: its change is recovered at the next start.
 * Returns what quits and starts the app again, unless a person keeps it for a change.
 */
export function quitInOrder({ undos, runningOperation, stay, onFailure }: QuittingOptions): () => void {
  let isToStartAgain = false;
  let state: 'runs' | 'asks' | 'ends' | 'ended' = 'runs';
  const end = () => {
    if (state === 'ends' || state === 'ended') return;
    state = 'ends';
    const timeout = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    void Promise.race([undos.dispose().catch(onFailure), timeout]).finally(() => {
      state = 'ended';
      if (isToStartAgain) app.relaunch();
      app.quit();
    });
  };
  const ask = async (operation: Operation) => {
    state = 'asks';
    const isToEnd = await mayInterrupt(operation).catch(() => true);
    if (state !== 'asks') return;
    state = 'runs';
    if (isToEnd) return end();
    isToStartAgain = false;
    stay();
  };
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    const operation = runningOperation();
    if (state !== 'runs') return;
    if (operation === null) end();
    else void ask(operation);
  });
  powerMonitor.on('shutdown', end);
  const onWindow = (window: BrowserWindow) => window.on('session-end', end);
  for (const window of BrowserWindow.getAllWindows()) onWindow(window);
  app.on('browser-window-created', (_event, window) => onWindow(window));
  return () => {
    isToStartAgain = true;
    app.quit();
  };
}

/** What was done until then is recorded, and a new plan goes on from it. */
async function mayInterrupt({ verb, release }: Operation): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: visible(`The ${verb} of ${release} is still under way`),
    detail: 'Quitting stops it where it is. A new plan shows what is left to do.',
    buttons: ['Keep running', 'Stop it and quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
