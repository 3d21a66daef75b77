import type { WebContents } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Handlers, Reply } from '../../shared/ipc/types.ts';
import { registerHandlers, sendEvent } from './register.ts';

type Listener = (event: object, ...args: unknown[]) => Promise<Reply>;
const channels = vi.hoisted(() => new Map<string, Listener>());
vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, listener: Listener) => channels.set(name, listener),
    on: (name: string, listener: Listener) => channels.set(name, listener),
    removeHandler: (name: string) => channels.delete(name),
    off: (name: string) => channels.delete(name),
  },
}));

const ORIGIN = 'app://odin';
const sender = { id: 1, once: () => {}, on: () => {} };
const own = { sender, senderFrame: { parent: null, origin: ORIGIN } };
const foreign = [
  { ...own, sender: { ...sender, id: 1 } },
  { ...own, senderFrame: { parent: {}, origin: ORIGIN } },
  { ...own, senderFrame: { parent: null, origin: 'null' } },
  { ...own, senderFrame: null },
];

const aborted: string[] = [];
/** Only `stack.status` answers, and never. */
const waiting = {
  'stack.status': (_input: undefined, signal: AbortSignal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      signal.addEventListener('abort', () => aborted.push('stack.status'));
    }),
} as unknown as Handlers;

const call = (event: object, id: unknown, name = 'stack.status') =>
  channels.get('odin:call')?.(event, name, undefined, id);
const cancel = (event: object, id: unknown) => channels.get('odin:cancel')?.(event, id);

beforeEach(() => {
  aborted.length = 0;
  registerHandlers(waiting, { origin: ORIGIN, isWindow: (contents) => (contents as unknown) === sender });
});

it('answers the window’s own page alone', async () => {
  for (const event of foreign) expect(await call(event, 'a')).toMatchObject({ error: { code: 'forbidden' } });
});

it('says once for each time that the page has navigated or gone', async () => {
  const listeners = new Map<string, () => void>();
  const note = (event: string, listener: () => void) => listeners.set(event, listener);
  const contents = { id: 2, once: note, on: note };
  const onLeft = vi.fn();
  registerHandlers(waiting, { origin: ORIGIN, isWindow: () => true, onLeft });
  const answers = ['a', 'b'].map((id) => call({ ...own, sender: contents }, id));
  await new Promise(setImmediate);
  expect(onLeft).not.toHaveBeenCalled();
  for (const event of ['did-navigate', 'render-process-gone', 'destroyed']) listeners.get(event)?.();
  expect(onLeft).toHaveBeenCalledTimes(3);
  for (const answer of answers) expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
});

it('lets nobody else cancel a call', async () => {
  const answer = call(own, 'a');
  await new Promise(setImmediate);
  for (const event of foreign) cancel(event, 'a');
  expect(aborted).toEqual([]);
  cancel(own, 'a');
  expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
});

it('takes no id that is not a short text, and never throws over one', async () => {
  for (const id of [undefined, null, 7, {}, { toString: 5, valueOf: 5 }, [], 'x'.repeat(129)]) {
    expect(await call(own, id)).toMatchObject({ error: { code: 'badInput' } });
    cancel(own, id);
  }
});

it('has two hundred calls under way at most', async () => {
  const answers = Array.from({ length: 200 }, (_, n) => call(own, `${n}`));
  expect(await call(own, 'one more')).toMatchObject({ error: { code: 'unavailable' } });
  for (let n = 0; n < 200; n++) cancel(own, `${n}`);
  await Promise.all(answers);
  expect(await call(own, 'again', 'no.such')).toMatchObject({ error: { code: 'badInput' } });
});

it('tells only a page of our origin, cut to the contract', () => {
  const sent: unknown[] = [];
  const contents = (origin: string) =>
    ({
      isDestroyed: () => false,
      isCrashed: () => false,
      mainFrame: { origin },
      send: (...args: unknown[]) => sent.push(args),
    }) as unknown as WebContents;
  const mishap = { id: '1', at: 1, sentence: 'It broke.', stack: 'secret' };
  sendEvent(contents('null'), ORIGIN, 'app.mishaps', [mishap]);
  sendEvent(contents('app://odin.example.invalid'), ORIGIN, 'app.mishaps', [mishap]);
  expect(sent).toEqual([]);
  sendEvent(contents(ORIGIN), ORIGIN, 'app.mishaps', [mishap]);
  expect(sent).toEqual([['odin:event', 'app.mishaps', [{ id: '1', at: 1, sentence: 'It broke.' }]]]);
});

it.each([
  ['was closed', { isDestroyed: () => true }],
  ['has crashed', { isCrashed: () => true }],
  [
    'lost its process without a crash',
    {
      mainFrame: {
        get origin(): string {
          throw new Error('Render frame was disposed before WebFrameMain could be accessed');
        },
      },
    },
  ],
])('tells a page that %s nothing, and goes on', (_what, state) => {
  const send = vi.fn();
  const contents = { isDestroyed: () => false, isCrashed: () => false, mainFrame: { origin: ORIGIN }, send, ...state };
  sendEvent(contents as unknown as WebContents, ORIGIN, 'app.mishaps', []);
  expect(send).not.toHaveBeenCalled();
});
