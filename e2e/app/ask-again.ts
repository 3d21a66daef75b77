// Asks Electron's main process again where what it was asked was collected.
import { setTimeout } from 'node:timers/promises';

/** What Playwright asks by functions that run elsewhere: an app, or a handle of something in it. */
interface Asked {
  evaluate: unknown;
  evaluateHandle: unknown;
}

type Ask = (...args: readonly unknown[]) => Promise<unknown>;

const TRIES = 10;
/** Between two tries: a process that is collecting just now would do it to the next one as well. */
const PAUSE_MS = 100;

/**
 * Gives it back with both ways to ask trying again where the promise of an answer was collected before the answer was there, as it happens
 * in the main process: Playwright says so then. A function that is asked must bear to run twice.
 */
export function askingAgain<T extends Asked>(asked: T): T {
  asked.evaluate = again((asked.evaluate as Ask).bind(asked));
  asked.evaluateHandle = again((asked.evaluateHandle as Ask).bind(asked));
  return asked;
}

function again(ask: Ask): Ask {
  return async (...args) => {
    for (let tries = 1; ; tries++) {
      try {
        return await ask(...args);
      } catch (error) {
        if (tries === TRIES || !String(error).includes('Resulting promise was garbage collected')) throw error;
        await setTimeout(PAUSE_MS);
      }
    }
  };
}
