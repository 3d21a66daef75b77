// Chromium's graphics process. When it crashes Chromium starts it again, then without the graphics card, and in the end it
// gives up: the whole app is gone without a word. The last of its ways is therefore tried for as long as the app lives.
import { app } from 'electron';
import { Budget } from '../budget.ts';

/** Crashes that are no more than a driver's bad moment. */
const CRASHES = 20;
const CRASHES_WITHIN_MS = 60_000;

export interface GraphicsOptions {
  /** Told in a sentence that the window is drawn without the card from now on. */
  readonly onMishap: (sentence: string) => void;
  /** Called when nothing can be drawn in any way. */
  readonly giveUp: () => void;
}

/** Call it once, when Electron is ready. */
export function keepGraphics({ onMishap, giveUp }: GraphicsOptions): void {
  const budget = new Budget(CRASHES, CRASHES_WITHIN_MS);
  let isSaid = false;
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    if (app.getGPUFeatureStatus().gpu_compositing !== 'enabled') {
      // Read by Chromium at each crash. Not before: it also keeps Chromium from going on without the card.
      app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
      if (!isSaid) onMishap('The graphics of the window stopped working; it is drawn without the graphics card now.');
      isSaid = true;
    }
    if (!budget.spend()) giveUp();
  });
}
