// The app's own window, page protocol, lockdown, preload and IPC, with scripted handlers behind the contract.
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { lockDown } from '../../electron/desktop/lockdown.ts';
import { declarePageScheme, PAGE_ORIGIN, servePage } from '../../electron/desktop/page-protocol.ts';
import { openSettings } from '../../electron/desktop/settings.ts';
import { openWindow } from '../../electron/desktop/window.ts';
import { registerHandlers, sendEvent } from '../../electron/ipc/register.ts';
import { AppError } from '../../shared/errors.ts';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';
import { calls, events } from '../../shared/ipc/contract.ts';
import type { CallName, Handlers } from '../../shared/ipc/types.ts';
import { spoilt } from './hostile.ts';
import { type Emitter, play, type ScenarioName } from './scenarios.ts';

/** The handle that a test has on this process. */
export interface Stage {
  /** Answers every call as the scenario says from now on, and forgets the calls so far. */
  play(name: ScenarioName): void;
  /** Answers the same, but as an attacker would: see hostile.ts. */
  isHostile: boolean;
  /** The calls since then, with their input. */
  readonly calls: [CallName, unknown][];
  /** The calls since then whose signal has aborted. */
  readonly aborted: CallName[];
  /** What the page was told since then, as JSON. */
  readonly told: string[];
  readonly emit: Emitter;
}

const distDir = process.env.ODIN_DIST_DIR ?? '';

const emit: Emitter = (name, payload) => {
  // What a stream tells comes from the cluster, as answers do.
  const told = stage.isHostile && name === 'streams.message' ? spoilt(payload, events[name]) : payload;
  stage.told.push(JSON.stringify(told));
  for (const window of BrowserWindow.getAllWindows()) sendEvent(window.webContents, PAGE_ORIGIN, name, told);
};
let current: Handlers = play('healthy', emit);
const stage: Stage = {
  play(name) {
    current = play(name, emit);
    stage.isHostile = false;
    stage.calls.length = 0;
    stage.aborted.length = 0;
    stage.told.length = 0;
  },
  isHostile: false,
  calls: [],
  aborted: [],
  told: [],
  emit,
};
Object.assign(globalThis, { stage });

async function lying(name: CallName, answer: () => unknown): Promise<unknown> {
  try {
    return spoilt(await answer(), calls[name].output);
  } catch (error) {
    throw error instanceof AppError
      ? new AppError(error.code, `${error.message} ${Object.values(ATTACKS).join('')}`, { remedy: ATTACKS.line })
      : error;
  }
}

/** Handlers that leave each call to the scenario being played. */
function currentHandlers(): Handlers {
  const names = Object.keys(calls) as CallName[];
  const entries = names.map((name) => [
    name,
    (input: unknown, signal: AbortSignal) => {
      stage.calls.push([name, input]);
      signal.addEventListener('abort', () => stage.aborted.push(name), { once: true });
      // The contract's schema of `name` has made this input.
      const answer = async () => {
        const given = await (current[name] as (input: unknown, signal: AbortSignal) => unknown)(input, signal);
        stage.told.push(JSON.stringify(given) ?? '');
        return given;
      };
      return stage.isHostile ? lying(name, answer) : answer();
    },
  ]);
  return Object.fromEntries(entries);
}

declarePageScheme();
app
  .whenReady()
  .then(() => {
    lockDown();
    void servePage(join(distDir, 'renderer'));
    const settings = openSettings(app.getPath('userData'), console.error);
    const window = openWindow(settings, join(distDir, 'preload', 'preload.cjs'), '');
    registerHandlers(currentHandlers(), {
      origin: PAGE_ORIGIN,
      isWindow: (contents) => contents === window.webContents,
    });
  })
  .catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
