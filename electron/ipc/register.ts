// Binds the contract's handlers to Electron's IPC: who may call, how a call is cancelled.
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { events } from '../../shared/ipc/contract.ts';
import { CHANNELS, type EventName, type Handlers, type Payload, type Reply } from '../../shared/ipc/types.ts';
import type { Dispose } from '../disposal.ts';
import { dispatch } from './dispatch.ts';
import { shown } from './shown.ts';

const foreignFrame: Reply = {
  ok: false,
  error: { code: 'forbidden', message: 'Only the window of ODIN Control Panel may call it.' },
};
const tooManyCalls: Reply = {
  ok: false,
  error: { code: 'unavailable', message: 'Too many calls are under way: wait for some of them.' },
};

/** The page itself never comes near it. */
const MOST_CALLS = 200;
const MOST_ID_CHARACTERS = 128;

type Sent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** Who is answered. */
export interface PageIdentity {
  readonly origin: string;
  /** Whether these are the contents of the app's window. */
  readonly isWindow: (contents: WebContents) => boolean;
  /** The page has navigated or gone: nobody hears any more what was followed for it. */
  readonly onLeft?: () => void;
}

/**
 * Serves `handlers` to the main frame of the window while it shows a page of our origin; every other frame is refused.
 * A call is aborted when the page cancels it, navigates or goes away; calls wait for handlers that are still to come.
 * `onDefect` hears of errors that are none of a person's. Returns its undo.
 */
export function registerHandlers(
  handlers: Handlers | Promise<Handlers>,
  page: PageIdentity,
  onDefect?: (call: string, error: unknown) => void,
): Dispose {
  const running = new Map<string, AbortController>();
  const watched = new WeakSet<WebContents>();

  const abortAllOf = (contents: WebContents) => {
    const prefix = `${contents.id}:`;
    for (const [key, controller] of running) if (key.startsWith(prefix)) controller.abort();
  };
  const leave = (contents: WebContents) => {
    abortAllOf(contents);
    page.onLeft?.();
  };
  const watch = (contents: WebContents) => {
    if (watched.has(contents)) return;
    watched.add(contents);
    contents.once('destroyed', () => leave(contents));
    contents.on('did-navigate', () => leave(contents));
    contents.on('render-process-gone', () => leave(contents));
  };

  ipcMain.handle(CHANNELS.call, async (event, name: unknown, input: unknown, id: unknown): Promise<Reply> => {
    if (!isOurs(event, page)) return foreignFrame;
    if (running.size >= MOST_CALLS) return tooManyCalls;
    if (!isCallId(id)) return { ok: false, error: { code: 'badInput', message: 'A call’s id is a short text.' } };
    watch(event.sender);
    const key = `${event.sender.id}:${id}`;
    const controller = new AbortController();
    running.set(key, controller);
    try {
      return await dispatch(await handlers, name, input, controller.signal, onDefect);
    } finally {
      if (running.get(key) === controller) running.delete(key);
    }
  });
  const cancel = (event: IpcMainEvent, id: unknown) => {
    if (isOurs(event, page) && isCallId(id)) running.get(`${event.sender.id}:${id}`)?.abort();
  };
  ipcMain.on(CHANNELS.cancel, cancel);

  return () => {
    ipcMain.removeHandler(CHANNELS.call);
    ipcMain.off(CHANNELS.cancel, cancel);
    for (const controller of running.values()) controller.abort();
  };
}

/**
 * Tells the window's page something, once one of our origin is there; one that is gone is no error, and one that is loaded
 * asks for all. The payload is cut to what the contract names, and acts on nothing.
 */
export function sendEvent<K extends EventName>(
  contents: WebContents,
  origin: string,
  name: K,
  payload: Payload<K>,
): void {
  if (originOf(contents) !== origin) return;
  contents.send(CHANNELS.event, name, shown(events[name].parse(payload)));
}

/** Of the page that is there; undefined where none is. */
function originOf(contents: WebContents): string | undefined {
  if (contents.isDestroyed() || contents.isCrashed()) return undefined;
  try {
    return contents.mainFrame.origin;
  } catch {
    // So Electron says that its process is gone and no other has come.
    return undefined;
  }
}

/** Of the page's frames the outermost alone, and none that has gone since. */
function isOurs({ sender, senderFrame }: Sent, { origin, isWindow }: PageIdentity): boolean {
  return isWindow(sender) && senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin;
}

function isCallId(id: unknown): id is string {
  return typeof id === 'string' && id.length <= MOST_ID_CHARACTERS;
}
