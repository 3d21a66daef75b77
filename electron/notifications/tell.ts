// Decides what is told by a notification, and when: a pure step from one memory to the next.
import type { NotificationSettings } from '../../shared/model/desktop-notification.ts';
import { look, SETTLING_MS } from './lasting.ts';
import { emptyMemory, type Lasting, type Memory } from './memory.ts';
import { isQuiet } from './quiet-hours.ts';
import { closing, type Order, showing } from './showing.ts';
import type { Sight } from './things.ts';

/** How long a thing lasts before it is told. */
export const PATIENCE_MS = 30_000;
/** What comes back within this time makes no sound. */
export const FLAPPING_MS = 600_000;
/** How often it is looked whether quiet hours are over. */
const QUIET_LOOK_MS = 30_000;

/** What is to be judged. `at`: ms since the epoch; `minute`: of the day, on this machine's clock. */
export interface Moment {
  /** Null while no cluster is chosen. */
  readonly sight: Sight | null;
  readonly at: number;
  readonly minute: number;
  readonly settings: NotificationSettings;
}

/** What follows from it. */
export interface Told {
  readonly memory: Memory;
  readonly orders: readonly Order[];
  /** After how many ms to look again if nothing changes; undefined where only a change matters. */
  readonly lookInMs: number | undefined;
}

/** Judges a moment. Call it at each change of the sight or the settings, and when the time has come that it gave. */
export function tell(before: Memory, { sight, at, minute, settings }: Moment): Told {
  if (sight?.cluster.id !== before.cluster) {
    const memory = emptyMemory(sight?.cluster.id, at);
    const { orders, ...told } = tell(memory, { sight, at, minute, settings });
    return { ...told, orders: [...closing(before.standing, memory.standing), ...orders] };
  }
  if (sight === null) return { memory: before, orders: [], lookInMs: undefined };

  const { lasting, startedAt, seen, over } = look(before, sight, at);
  const standing = new Map([...before.standing].filter(([key]) => !over.includes(key)));
  const ended = new Map([...before.ended].filter(([, endedAt]) => at - endedAt < FLAPPING_MS));
  for (const key of over) ended.set(key, at);

  const quiet = isQuiet(settings.quietHours, minute);
  const isAllowed = ({ thing }: Lasting) => settings.isOn && (thing.isCritical || !quiet);
  const waitOf = (it: Lasting) => dueAt(it, startedAt) - at;
  const untold = [...lasting.values()].filter(({ thing, isTold }) => !isTold && seen.has(thing.key));
  const due = untold.filter((it) => isAllowed(it) && waitOf(it) <= 0);
  const waits = untold.map((it) => (isAllowed(it) ? waitOf(it) : QUIET_LOOK_MS)).filter((ms) => ms > 0);

  const shown = showing(due, standing, { cluster: sight.cluster.name, ended });
  return {
    memory: {
      cluster: before.cluster,
      startedAt,
      lookedAt: at,
      lasting: new Map([...lasting, ...due.map((it) => [it.thing.key, { ...it, isTold: true }] as const)]),
      standing: shown.standing,
      ended,
    },
    orders: [...closing(before.standing, standing), ...shown.orders],
    lookInMs: settings.isOn && waits.length > 0 ? Math.min(...waits) : undefined,
  };
}

/** What was there at the start waits until all of that is read, so that it is told as one. */
function dueAt({ begunAt, isOfStart }: Lasting, startedAt: number | undefined): number {
  const begun = isOfStart && startedAt !== undefined ? Math.max(begunAt, startedAt + SETTLING_MS) : begunAt;
  return begun + PATIENCE_MS;
}
