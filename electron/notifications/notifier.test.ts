import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert, AlertReport } from '../../shared/model/alert.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import { NOTIFICATION_DEFAULTS } from '../../shared/model/desktop-notification.ts';
import type { Overview } from '../../shared/model/overview.ts';
import { verdictOfOverview } from '../cluster/verdict.ts';
import { withAlerts } from '../cluster/verdict-with-alerts.ts';
import { type Events, Notifier } from './notifier.ts';
import { problem, quietNights, sight } from './sights.testkit.ts';

const home = { id: 'a#home', name: 'home' };
const connected = { state: 'connected', context: home } as unknown as ClusterStatus;
const grafana = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'grafana', namespace: 'monitoring' };

function screen(isSupported = true, hasService = true) {
  const shown: { title: string; isOpen: boolean; click: () => void; putAway: () => void }[] = [];
  const badges: number[] = [];
  return {
    shown,
    badges,
    open: () => shown.filter(({ isOpen }) => isOpen).map(({ title }) => title),
    isSupported: () => isSupported,
    setBadge: (count: number) => void badges.push(count),
    show: ({ title }: { title: string }, on: Events) => {
      const one = { title, isOpen: true, click: on.clicked, putAway: on.closed };
      shown.push(one);
      // As Electron does on Linux.
      if (!hasService) on.failed('');
      // As Electron does: what is closed by the app is told as closed, too.
      return {
        close: () => {
          one.isOpen = false;
          on.closed();
        },
      };
    },
  };
}

function start(desktop = screen(), settings = NOTIFICATION_DEFAULTS) {
  const opened: unknown[] = [];
  const failures: string[] = [];
  const notifier = new Notifier({
    desktop,
    settings: () => settings,
    open: (object) => opened.push(object),
    onFailure: (reason) => failures.push(reason),
  });
  notifier.status(connected);
  notifier.alerts({ state: 'known', source: 'alertmanager', alerts: [], at: 0 });
  return { desktop, notifier, opened, failures };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 5, 1, 23, 0) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Notifier', () => {
  it('shows a problem by itself once it has lasted, opens its object at a click, and closes it', async () => {
    const { desktop, notifier, opened } = start();
    notifier.verdict(sight([problem('grafana', { object: grafana })]).verdict);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(desktop.open()).toEqual([]);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(desktop.open()).toEqual(['grafana is ill']);
    desktop.shown[0]?.click();
    expect(opened).toEqual([grafana]);
    notifier.verdict(sight([]).verdict);
    expect(desktop.open()).toEqual([]);
    desktop.shown[0]?.click();
    expect(opened).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('puts one in the place of the other', async () => {
    const { desktop, notifier } = start();
    notifier.verdict(sight([]).verdict);
    await vi.advanceTimersByTimeAsync(60_000);
    for (const count of [3, 4, 5]) {
      notifier.verdict(sight(['a', 'b', 'c', 'd', 'e'].slice(0, count).map((id) => problem(id))).verdict);
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(desktop.open()).toEqual(['5 problems on home']);
    notifier.verdict(sight([]).verdict);
    expect(desktop.open()).toEqual([]);
    notifier.verdict(sight([problem('f')]).verdict);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(desktop.open()).toEqual(['f is ill']);
    await notifier.dispose();
    expect(desktop.open()).toEqual([]);
  });

  it('no longer counts what a person has put away', async () => {
    const { desktop, notifier } = start();
    notifier.verdict(sight([]).verdict);
    await vi.advanceTimersByTimeAsync(60_000);
    const ills = ['a', 'b', 'c', 'd'].map((id) => problem(id));
    notifier.verdict(sight(ills.slice(0, 3)).verdict);
    await vi.advanceTimersByTimeAsync(30_000);
    for (const one of desktop.shown) one.putAway();
    notifier.verdict(sight(ills).verdict);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(desktop.shown.at(-1)?.title).toBe('d is ill');
  });

  it('waits by the clock of this machine until quiet hours are over', async () => {
    const { desktop, notifier } = start(screen(), quietNights);
    notifier.verdict(sight([problem('grafana')]).verdict);
    await vi.advanceTimersByTimeAsync(7.9 * 3_600_000);
    expect(desktop.open()).toEqual([]);
    await vi.advanceTimersByTimeAsync(0.2 * 3_600_000);
    expect(desktop.open()).toEqual(['grafana is ill']);
  });

  it('shows nothing where the desktop cannot, and counts all the same', async () => {
    const { desktop, notifier } = start(screen(false));
    notifier.verdict(sight([problem('a'), problem('b'), problem('c', { tone: 'info' })]).verdict);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desktop.shown).toEqual([]);
    expect(desktop.badges.at(-1)).toBe(2);
    notifier.status({ state: 'none' });
    expect(desktop.badges.at(-1)).toBe(0);
  });

  it('tries once where no service shows it, and says so of a test', async () => {
    const { desktop, notifier, failures } = start(screen(true, false));
    notifier.verdict(sight([problem('a')]).verdict);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(desktop.shown).toHaveLength(1);
    expect(failures).toHaveLength(1);
    await expect(notifier.test()).resolves.toBe(false);
  });

  it('closes all of a cluster that is no longer chosen, and says nothing of the next before it is seen', async () => {
    const { desktop, notifier } = start();
    notifier.verdict(sight([problem('grafana')]).verdict);
    await vi.advanceTimersByTimeAsync(60_000);
    notifier.status({ state: 'connecting', context: { id: 'b', name: 'work' } } as unknown as ClusterStatus);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desktop.open()).toEqual([]);
    expect(desktop.shown).toHaveLength(1);
  });
});

const overview: Overview = {
  namespace: 'monitoring',
  installed: true,
  services: [],
  workloads: [],
  parts: [],
  pods: [],
  at: 0,
  stale: false,
};

function firing(state: Alert['state']): AlertReport {
  const alert: Alert = {
    fingerprint: 'f',
    name: 'GpuHot',
    severity: 'critical',
    state,
    since: 0,
    summary: 'The GPU is hot',
    labels: {},
  };
  return { state: 'known', source: 'alertmanager', alerts: [alert], at: 0 };
}

it.each(['silenced', 'inhibited'] as const)('never tells of an alert that is %s, and closes it', async (state) => {
  const { desktop, notifier } = start();
  const see = async (report: AlertReport) => {
    notifier.alerts(report);
    notifier.verdict(withAlerts(verdictOfOverview(overview), overview, report));
    await vi.advanceTimersByTimeAsync(120_000);
  };
  await see(firing(state));
  expect(desktop.shown).toEqual([]);
  await see(firing('firing'));
  expect(desktop.open()).toEqual(['The GPU is hot']);
  await see(firing(state));
  expect(desktop.open()).toEqual([]);
});
