import { expect, it, vi } from 'vitest';
import { NOTIFICATION_DEFAULTS, type Opening } from '../shared/model/notification.ts';
import type { Verdict } from '../shared/model/overview.ts';
import { Notifying } from './notifying.ts';

function start(isSupported = true) {
  const said: unknown[] = [];
  const clicks: (() => void)[] = [];
  let kept = NOTIFICATION_DEFAULTS;
  const notifying = new Notifying({
    desktop: {
      isSupported: () => isSupported,
      setBadge: () => {},
      show: ({ title }, { clicked }) => {
        said.push(title);
        clicks.push(clicked);
        return { close: () => {} };
      },
    },
    settings: { read: () => kept, write: (settings) => (kept = settings) },
    show: () => said.push('window'),
    onOpening: (opening) => said.push(opening),
    onFailure: () => {},
  });
  return { notifying, said, clicks };
}

it('keeps what was clicked until the page has opened it', async () => {
  const { notifying, said, clicks } = start();
  const object = { apiVersion: 'v1', kind: 'Node', name: 'home' };
  const verdict: Verdict = {
    level: 'degraded',
    sentence: '',
    problems: [{ id: 'x', tone: 'bad', title: 'x', object, actions: [], alerts: [], evidence: [] }],
  };
  vi.useFakeTimers();
  notifying.notifier.status({ state: 'connected', context: { id: 'a', name: 'a' } } as never);
  notifying.notifier.verdict(verdict);
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  clicks[0]?.();
  const opening = notifying.opening() as Opening;
  expect(opening).toMatchObject({ object });
  expect(said).toEqual(['x', 'window', opening]);
  notifying.opened('another');
  expect(notifying.opening()).toBe(opening);
  notifying.opened(opening.id);
  expect(notifying.opening()).toBeNull();
  expect(said.at(-1)).toBeNull();
});

it('keeps the settings, and says where nothing can be shown', async () => {
  const { notifying, said } = start();
  notifying.set({ ...NOTIFICATION_DEFAULTS, isOn: false });
  expect(notifying.state()).toEqual({ isSupported: true, settings: { ...NOTIFICATION_DEFAULTS, isOn: false } });
  await notifying.test();
  expect(said).toEqual(['This is a test of ODIN Control Panel']);
  await expect(start(false).notifying.test()).rejects.toThrow('This desktop shows no notifications');
});
