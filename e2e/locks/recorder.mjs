// A main process in front of the app's own: keeps what that one hands to Electron, so that a probe can ask the very guards that the app set.
import { pathToFileURL } from 'node:url';
import { app, ipcMain, protocol, session } from 'electron';

/** @type {import('./probes/stage.ts').Recorded} */
const recorded = { calls: new Map(), schemes: [] };
Object.assign(globalThis, { recorded, brokenLock: process.env.ODIN_BROKEN_LOCK });

/**
 * @param {object} target
 * @param {string} method
 * @param {(...args: any[]) => void} note
 */
function listenIn(target, method, note) {
  const methods = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (target);
  const original = methods[method];
  if (original === undefined) throw new Error(`there is no ${method} to listen in`);
  methods[method] = (...args) => {
    note(...args);
    return original.apply(target, args);
  };
}

listenIn(ipcMain, 'handle', (channel, handler) => recorded.calls.set(channel, handler));
listenIn(protocol, 'registerSchemesAsPrivileged', (schemes) => recorded.schemes.push(...schemes));
void app.whenReady().then(() => {
  listenIn(session.defaultSession, 'setDevicePermissionHandler', (handler) => {
    recorded.device = handler;
  });
  listenIn(protocol, 'handle', (_scheme, handler) => {
    recorded.answer = handler;
  });
});

const main = process.env.ODIN_LOCKS_MAIN;
if (main === undefined) throw new Error('ODIN_LOCKS_MAIN names no main process');
await import(pathToFileURL(main).href);
