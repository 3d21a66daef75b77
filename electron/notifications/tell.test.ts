import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';
import type { Problem } from '../../shared/model/overview.ts';
import { emptyMemory, withoutNotification } from './memory.ts';
import type { Order, Show } from './showing.ts';
import { moment, problem, quietNights, sight, unreachable } from './sights.testkit.ts';
import { type Moment, tell } from './tell.ts';
import type { Sight } from './things.ts';

const MINUTE = 60_000;
const grafana = problem('grafana', { object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'grafana' } });
const loki = problem('loki');
const critical = problem('gpu', { tone: 'bad' });
const many = ['a', 'b', 'c', 'd', 'e'].map((id) => problem(id));

/** A desktop over time: looked at each 10 s, and whenever something else is seen. */
class Desktop {
  memory = emptyMemory(undefined, 0);
  at = 0;
  readonly standing = new Map<string, Show>();
  readonly told: Show[] = [];
  seen: Sight | null = null;
  more: Partial<Moment> = {};

  see(seen: Sight | null): this {
    this.seen = seen;
    return this.#look();
  }

  wait(ms: number): this {
    for (const end = this.at + ms; this.at < end; ) {
      this.at = Math.min(end, this.at + 10_000);
      this.#look();
    }
    return this;
  }

  get titles(): string[] {
    return this.told.splice(0).map(({ title }) => title);
  }

  #look(): this {
    const { memory, orders } = tell(this.memory, moment(this.at, this.seen, this.more));
    this.memory = memory;
    for (const order of orders) this.#obey(order);
    return this;
  }

  #obey(order: Order): void {
    if (order.do === 'close') this.standing.delete(order.id);
    else {
      this.standing.set(order.id, order);
      this.told.push(order);
    }
  }
}

/** A desktop whose cluster has been well for a minute. */
const awake = () => new Desktop().see(sight([])).wait(MINUTE);

describe('one problem', () => {
  it('is told once, after 30 s, with what a click opens, and closed when it ends', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(20_000);
    expect(desktop.titles).toEqual([]);
    desktop.wait(10_000);
    expect(desktop.told[0]).toMatchObject({ id: 'grafana', object: grafana.object, isSilent: false });
    expect(desktop.titles).toEqual(['grafana is ill']);
    expect(desktop.wait(60 * MINUTE).titles).toEqual([]);
    expect(desktop.see(sight([])).standing.size).toBe(0);
  });

  it('begins anew when it was away, and is no problem while it only takes its time', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(20_000)
      .see(sight([]))
      .wait(10_000);
    expect(desktop.see(sight([grafana])).wait(20_000).titles).toEqual([]);
    desktop.see(sight([problem('grafana', { tone: 'info' })])).wait(10 * MINUTE);
    expect(desktop.titles).toEqual([]);
  });

  it('replaces its notification without a sound when it comes back within 10 minutes', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(MINUTE)
      .see(sight([]))
      .wait(9 * MINUTE);
    desktop.see(sight([grafana])).wait(30_000);
    expect(desktop.told.map(({ id, isSilent }) => [id, isSilent])).toEqual([
      ['grafana', false],
      ['grafana', true],
    ]);
    desktop
      .see(sight([]))
      .wait(11 * MINUTE)
      .see(sight([grafana]))
      .wait(30_000);
    expect(desktop.told.at(-1)?.isSilent).toBe(false);
  });

  it('is not told again because it was put away', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(MINUTE);
    desktop.memory = withoutNotification(desktop.memory, 'grafana');
    desktop.told.splice(0);
    expect(desktop.wait(60 * MINUTE).titles).toEqual([]);
  });
});

describe('many problems', () => {
  it('are one that says how many, which closes when all have ended', () => {
    const desktop = awake().see(sight(many)).wait(MINUTE);
    expect(desktop.told[0]?.body.split('\n')).toHaveLength(5);
    expect(desktop.titles).toEqual(['5 problems on home']);
    expect(desktop.see(sight(many.slice(4))).standing.size).toBe(1);
    expect(desktop.see(sight([])).standing.size).toBe(0);
  });

  it('take the place of those that stand', () => {
    const desktop = awake()
      .see(sight(many.slice(0, 3)))
      .wait(MINUTE);
    expect(desktop.standing.size).toBe(3);
    desktop.see(sight(many.slice(0, 4))).wait(MINUTE);
    expect([...desktop.standing.values()].map(({ title }) => title)).toEqual(['4 problems on home']);
    expect(desktop.told.at(-1)?.body).toBe('d is ill');
  });

  it('that were there at the start are one, though alerts are read later', () => {
    const desktop = new Desktop()
      .see(sight([grafana]))
      .wait(10_000)
      .see(sight([grafana, loki]))
      .wait(60 * MINUTE);
    expect(desktop.titles).toEqual(['2 problems on home']);
    expect(new Desktop().see(sight([grafana])).wait(MINUTE).titles).toEqual(['grafana is ill']);
  });
});

describe('quiet hours', () => {
  it('let through what is critical, and at their end what still lasts', () => {
    const desktop = awake();
    desktop.more = { settings: quietNights, minute: 23 * 60 };
    desktop.see(sight([critical, grafana, loki])).wait(MINUTE);
    expect(desktop.titles).toEqual(['gpu is ill']);
    desktop.see(sight([critical, grafana])).wait(60 * MINUTE);
    expect(desktop.titles).toEqual([]);
    desktop.more = { settings: quietNights, minute: 7 * 60 };
    expect(desktop.wait(30_000).titles).toEqual(['grafana is ill']);
  });

  it('say that they are to be looked at again', () => {
    const held = moment(0, sight([grafana]), { settings: quietNights, minute: 0 });
    expect(tell(emptyMemory('a#home', 0), held).lookInMs).toBe(30_000);
  });
});

it('tells nothing while notifications are off, and then what still lasts', () => {
  const desktop = awake();
  desktop.more = { settings: { ...quietNights, isOn: false } };
  desktop.see(sight([critical, loki])).wait(60 * MINUTE);
  expect(desktop.titles).toEqual([]);
  expect(tell(desktop.memory, moment(desktop.at, desktop.seen, desktop.more)).lookInMs).toBeUndefined();
  desktop.more = {};
  expect(desktop.see(sight([critical])).titles).toEqual(['gpu is ill']);
});

describe('what is not known', () => {
  it('is told as one sentence on the cluster, and changes nothing of what was told', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(MINUTE);
    desktop.told.splice(0);
    desktop
      .see(sight([grafana, loki]))
      .wait(20_000)
      .see(unreachable)
      .wait(10 * MINUTE);
    expect(desktop.titles).toEqual(['home cannot be reached']);
    expect([...desktop.standing.keys()]).toContain('grafana');
    desktop
      .see(sight([], { level: 'unknown' }))
      .wait(MINUTE)
      .see(sight([grafana]))
      .wait(MINUTE);
    expect(desktop.titles).toEqual([]);
    expect([...desktop.standing.keys()]).toEqual(['grafana']);
  });

  it('is waited for through another try to connect', () => {
    const desktop = awake()
      .see(unreachable)
      .wait(20_000)
      .see(sight([], { level: 'unknown' }));
    expect(desktop.see(unreachable).wait(10_000).titles).toEqual(['home cannot be reached']);
  });

  it('of one part leaves the others known', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(MINUTE);
    expect(desktop.see(sight([loki], { level: 'unknown' })).standing.size).toBe(0);
  });

  it('is no problem among others', () => {
    const desktop = awake()
      .see(sight(many.slice(0, 3)))
      .wait(MINUTE)
      .see(unreachable)
      .wait(MINUTE);
    expect([...desktop.standing.values()].map(({ title }) => title)).toContain('home cannot be reached');
    expect(desktop.standing.size).toBe(4);
  });

  it('of alerts that cannot be read closes nothing', () => {
    const alert = problem('alert 1', { alerts: ['1'] });
    const desktop = awake()
      .see(sight([alert]))
      .wait(MINUTE)
      .see(sight([], { areAlertsKnown: false }))
      .wait(MINUTE);
    expect(desktop.standing.size).toBe(1);
    desktop.see(sight([alert])).wait(MINUTE);
    expect(desktop.told).toHaveLength(1);
    expect(desktop.see(sight([])).standing.size).toBe(0);
  });

  it('after a sleep begins anew', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(10_000);
    desktop.at += 8 * 60 * MINUTE;
    expect(desktop.see(sight([grafana])).titles).toEqual([]);
    expect(desktop.wait(30_000).titles).toEqual(['grafana is ill']);
  });

  it('of another cluster closes all and begins anew', () => {
    const desktop = awake()
      .see(sight([grafana]))
      .wait(MINUTE);
    desktop.see(sight([grafana], { cluster: { id: 'b', name: 'work' } }));
    expect(desktop.standing.size).toBe(0);
    desktop.wait(MINUTE).see(null);
    expect(desktop.titles).toHaveLength(2);
    expect(desktop.standing.size).toBe(0);
  });
});

it.each(Object.entries(ATTACKS))('shows what a cluster says as bounded words: %s', (_name, text) => {
  const words = `<b>${text}</b>${text.repeat(100)}`;
  const hostile: Problem[] = ['1', '2', '3', '4'].map((id) => problem(id, { title: words, next: words }));
  const cluster = { id: 'x', name: words };
  for (const problems of [hostile, hostile.slice(0, 1)]) {
    const desktop = new Desktop()
      .see(sight([], { cluster }))
      .wait(MINUTE)
      .see(sight(problems, { cluster }))
      .wait(MINUTE);
    const [shown] = desktop.told;
    expect(shown?.title.length).toBeLessThanOrEqual(100);
    expect(shown?.body.length).toBeLessThanOrEqual(200);
    for (const line of [shown?.title, ...(shown?.body.split('\n') ?? [])]) {
      expect(line).not.toMatch(/[<>\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }
  }
});
