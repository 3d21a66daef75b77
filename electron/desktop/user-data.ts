// The folder that Chromium and the window's settings need. Where it cannot be written (a home that is read-only or missing, a
// file in its place) Chromium would end the app without a word: then another one serves until the app ends.
import { lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { lostSentence, obstacleIn } from '../state-files/obstacle.ts';

/** Chromium's own: a link that names the process which has the folder. */
const LOCK = 'SingletonLock';

/**
 * Call it before anything else asks for the folder. Gives the sentence to say where another folder had to be taken; throws
 * the file system's error where there is none at all.
 */
export function settleUserData(env: NodeJS.ProcessEnv): string | undefined {
  const folder = wantedFolder();
  const obstacle = obstacleIn(folder) ?? strangeLock(folder);
  if (obstacle === undefined) return undefined;
  const spare = makeSpare(env, obstacle);
  app.setPath('userData', spare);
  app.setPath('sessionData', spare);
  // Chromium has ended by then.
  process.once('exit', () => rmSync(spare, { recursive: true, force: true, maxRetries: 3 }));
  return lostSentence(folder, obstacle, 'theme, window and chosen cluster are forgotten when it ends');
}

/** Electron makes it, and tells only of one that it could make. */
function wantedFolder(): string {
  try {
    return app.getPath('userData');
  } catch {
    return app.commandLine.getSwitchValue('user-data-dir') || join(app.getPath('appData'), app.getName());
  }
}

/** Of its own, so that nobody else's files are trusted. */
function makeSpare(env: NodeJS.ProcessEnv, obstacle: unknown): string {
  for (const parent of [tmpdir(), env.XDG_RUNTIME_DIR ?? '', '/tmp', '/dev/shm']) {
    try {
      if (parent !== '') return mkdtempSync(join(parent, 'odin-window-'));
    } catch {
      // The next one, then.
    }
  }
  throw obstacle;
}

/** Anything but a link in the lock's place makes Chromium believe that the app runs already, for good. */
function strangeLock(folder: string): unknown {
  const lock = lstatSync(join(folder, LOCK), { throwIfNoEntry: false });
  return lock === undefined || lock.isSymbolicLink() || process.platform === 'win32'
    ? undefined
    : Object.assign(new Error(`${LOCK} is no link`), { code: lock.isDirectory() ? 'EISDIR' : 'EEXIST' });
}
