// Binds the contract's handlers to Electron's IPC: who may call, how a call is cancelled.
import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { events } from '../../shared/ipc/contract.ts';
import { CHANNELS, type EventName, type Handlers, type Payload, type Reply } from '../../shared/ipc/types.ts';
import type { Dispose } from '../disposal.ts';
import { dispatch } from './dispatch.ts';

const foreignFrame: Reply = {
  ok: false,
  error: { code: 'forbidden', message: 'Only the window of ODIN Control Panel may call it.' },
};

/**
 * Serves `handlers` to the main frame of pages whose origin is `origin`; every other frame is refused.
 * A call is aborted when the page cancels it, navigates or goes away; calls wait for handlers that are still to come.
 * `onDefect` hears of errors that are none of a person's. Returns its undo.
 */
export function registerHandlers(
  handlers: Handlers | Promise<Handlers>,
  origin: string,
  onDefect?: (call: string, error: unknown) => void,
): Dispose {
  const running = new Map<string, AbortController>();
  const watched = new WeakSet<WebContents>();

  const abortAllOf = (contents: WebContents) => {
    const prefix = `${contents.id}:`;
    for (const [key, controller] of running) if (key.startsWith(prefix)) controller.abort();
  };
  const watch = (contents: WebContents) => {
    if (watched.has(contents)) return;
    watched.add(contents);
    contents.once('destroyed', () => abortAllOf(contents));
    contents.on('did-navigate', () => abortAllOf(contents));
  };

  ipcMain.handle(CHANNELS.call, async (event, name: unknown, input: unknown, id: unknown): Promise<Reply> => {
    if (!isOurs(event.senderFrame, origin)) return foreignFrame;
    watch(event.sender);
    const key = `${event.sender.id}:${String(id)}`;
    const controller = new AbortController();
    running.set(key, controller);
    try {
      return await dispatch(await handlers, name, input, controller.signal, onDefect);
    } finally {
      if (running.get(key) === controller) running.delete(key);
    }
  });
  const cancel = (event: Electron.IpcMainEvent, id: unknown) => {
    if (isOurs(event.senderFrame, origin)) running.get(`${event.sender.id}:${String(id)}`)?.abort();
  };
  ipcMain.on(CHANNELS.cancel, cancel);

  return () => {
    ipcMain.removeHandler(CHANNELS.call);
    ipcMain.off(CHANNELS.cancel, cancel);
    for (const controller of running.values()) controller.abort();
  };
}

/** Tells one page something; a page that is gone is no error, and one that crashed asks for all when it is there again. The payload is cut to what the contract names. */
export function sendEvent<K extends EventName>(contents: WebContents, name: K, payload: Payload<K>): void {
  if (!contents.isDestroyed() && !contents.isCrashed())
    contents.send(CHANNELS.event, name, events[name].parse(payload));
}

function isOurs(frame: WebFrameMain | null, origin: string): boolean {
  return frame !== null && frame.parent === null && frame.origin === origin;
}
