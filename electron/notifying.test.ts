import { expect, it, vi } from 'vitest';
import { NOTIFICATION_DEFAULTS } from '../shared/model/desktop-notification.ts';
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
    lead: (link) => said.push(link),
    onFailure: () => {},
  });
  return { notifying, said, clicks };
}

it('leads to what was clicked', async () => {
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
  expect(said).toEqual(['x', { to: 'page', page: 'overview', object }]);
});

it('keeps the settings, and says where nothing can be shown', async () => {
  const { notifying, said } = start();
  notifying.set({ ...NOTIFICATION_DEFAULTS, isOn: false });
  expect(notifying.state()).toEqual({ isSupported: true, settings: { ...NOTIFICATION_DEFAULTS, isOn: false } });
  await notifying.test();
  expect(said).toEqual(['This is a test of ODIN Control Panel']);
  await expect(start(false).notifying.test()).rejects.toThrow('This desktop shows no notifications');
});
