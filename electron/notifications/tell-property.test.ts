import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyMemory } from './memory.ts';
import { isQuiet } from './quiet-hours.ts';
import { SEVERAL } from './showing.ts';
import { moment, problem, quietNights, sight, unreachable } from './sights.testkit.ts';
import { PATIENCE_MS, tell } from './tell.ts';
import { UNREACHABLE } from './things.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const problems = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...KEYS), tone: fc.constantFrom('bad' as const, 'warn' as const, 'info' as const) }),
  { selector: ({ id }) => id },
);
const seen = fc.oneof(
  { weight: 8, arbitrary: problems.map((list) => sight(list.map(({ id, tone }) => problem(id, { tone })))) },
  fc.constant(unreachable),
  fc.constant(sight([], { level: 'unknown' })),
);
/** So many seconds after the one before, something is seen; a look between comes when it was asked for. */
const steps = fc.array(fc.record({ seen, after: fc.integer({ min: 1, max: 120 }) }), { maxLength: 40 });

it('tells each thing by one notification at most, after 30 s, and in quiet hours only what is critical', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 1439 }), (steps, startMinute) => {
      let memory = emptyMemory(undefined, 0);
      let at = 0;
      let current = sight([]);
      let next: number | undefined;
      const since = new Map<string, number>();
      const onScreen = new Set<string>();
      const look = () => {
        const minute = (startMinute + Math.floor(at / 60_000)) % 1440;
        const quiet = isQuiet(quietNights.quietHours, minute);
        const trouble = current.verdict.problems.filter(({ tone }) => tone !== 'info');
        const keys = current === unreachable ? [UNREACHABLE] : trouble.map(({ id }) => id);
        if (current !== unreachable) for (const key of since.keys()) if (!keys.includes(key)) since.delete(key);
        for (const key of keys) since.set(key, since.get(key) ?? at);

        const before = memory;
        const told = tell(memory, moment(at, current, { settings: quietNights, minute }));
        memory = told.memory;
        next = told.lookInMs === undefined ? undefined : at + told.lookInMs;
        for (const order of told.orders) {
          if (order.do === 'close') onScreen.delete(order.id);
          else onScreen.add(order.id);
        }
        expect(new Set(memory.standing.values())).toEqual(onScreen);
        expect([...onScreen].filter((id) => id !== SEVERAL && id !== UNREACHABLE).length).toBeLessThanOrEqual(3);
        for (const { thing, isTold } of memory.lasting.values()) {
          if (!isTold || before.lasting.get(thing.key)?.isTold === true) continue;
          expect(at - (since.get(thing.key) ?? at)).toBeGreaterThanOrEqual(PATIENCE_MS);
          expect(quiet && !thing.isCritical).toBe(false);
        }
        const shows = told.orders.filter(({ do: what }) => what === 'show');
        const isNew = [...memory.lasting.values()].some(
          ({ thing, isTold }) => isTold && before.lasting.get(thing.key)?.isTold !== true,
        );
        expect(shows.length > 0).toBe(isNew);
      };
      for (const { seen, after } of steps) {
        for (const end = at + after * 1000; at < end; ) {
          at = Math.min(end, next ?? end);
          look();
        }
        current = seen;
        look();
      }
    }),
  );
});

it('tells in the end of whatever lasts', () => {
  fc.assert(
    fc.property(problems, (list) => {
      const lasting = sight(list.map(({ id, tone }) => problem(id, { tone })));
      let { memory, lookInMs } = tell(emptyMemory(undefined, 0), moment(0, lasting));
      for (let at = 0; lookInMs !== undefined; ) {
        at += lookInMs;
        expect(at).toBeLessThan(120_000);
        ({ memory, lookInMs } = tell(memory, moment(at, lasting)));
      }
      const trouble = list.filter(({ tone }) => tone !== 'info').map(({ id }) => id);
      expect([...memory.standing.keys()].sort()).toEqual(trouble.sort());
    }),
  );
});
