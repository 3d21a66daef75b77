import { getEventListeners } from 'node:events';
import { type Duplex, PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import { onAbort } from '../kube/on-abort.ts';
import { openPatiently } from './open-patiently.ts';

const followersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

/** As `openTunnel` gives it: it ends with the signal. */
async function open(signal: AbortSignal): Promise<Duplex> {
  const tunnel = new PassThrough();
  tunnel.once(
    'close',
    onAbort(signal, () => tunnel.destroy()),
  );
  return tunnel;
}

const closed = (tunnel: Duplex) => new Promise<void>((resolve) => void tunnel.once('close', resolve).destroy());

test('a session’s signal keeps nothing of the tunnels that have ended, and ends those that are open', async () => {
  const session = new AbortController();
  const warned = vi.fn();
  process.on('warning', warned);
  const tunnels = await Promise.all(
    Array.from({ length: 40 }, () => openPatiently(open, () => {}, 1_000, session.signal)),
  );
  expect(followersOf(session.signal)).toBe(40);
  for (const tunnel of tunnels.splice(0, 38)) await closed(tunnel);
  expect(followersOf(session.signal)).toBe(2);
  session.abort();
  await vi.waitUntil(() => tunnels.every(({ destroyed }) => destroyed));
  expect(followersOf(session.signal)).toBe(0);
  await new Promise(setImmediate);
  expect(warned).not.toHaveBeenCalled();
  process.off('warning', warned);
});

test('nor of attempts that failed, that took too long, or whose tunnel had ended at once', async () => {
  const session = new AbortController();
  const refusing = () => Promise.reject(new Error('refused'));
  const told: unknown[] = [];
  const failure = await openPatiently(refusing, (error) => told.push(error), 50, session.signal).catch(
    (error: AppError) => error.message,
  );
  expect(failure).toBe('refused');
  expect(told).not.toEqual([]);
  const hanging = () => new Promise<never>(() => {});
  await expect(openPatiently(hanging, () => {}, 10, session.signal)).rejects.toMatchObject({ code: 'unavailable' });
  await openPatiently(
    async (signal) => {
      const tunnel = await open(signal);
      await closed(tunnel);
      return tunnel;
    },
    () => {},
    1_000,
    session.signal,
  );
  expect(followersOf(session.signal)).toBe(0);
});

test('whoever has gone already gets none', async () => {
  const opened = vi.fn(open);
  await expect(openPatiently(opened, () => {}, 1_000, AbortSignal.abort())).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect(opened).not.toHaveBeenCalled();
});
