// The things that last, from one look to the next: which begin, which go on, which have ended.
import type { Lasting, Memory } from './memory.ts';
import { type Knowledge, knowledgeOf, type Sight, type Thing, thingsOf, UNREACHABLE } from './things.ts';

/** What is seen shortly after the first look was there before: alerts are read after the objects. */
export const SETTLING_MS = 15_000;

/** A look that is later than this after the one before follows a sleep, of which nothing is known. */
const SLEEP_MS = 60_000;

/** What a look has found. */
export interface Look {
  readonly lasting: ReadonlyMap<string, Lasting>;
  readonly startedAt: number | undefined;
  /** The keys of what is seen now: what is only remembered is not told. */
  readonly seen: ReadonlySet<string>;
  /** The keys of what was told and is over. */
  readonly over: readonly string[];
}

/** Looks at a sight of the cluster that the memory is of. */
export function look(memory: Memory, sight: Sight, at: number): Look {
  const knowledge = knowledgeOf(sight.verdict);
  const startedAt = memory.startedAt ?? (knowledge === 'known' ? at : undefined);
  const things = thingsOf(sight);
  const seen = new Set(things.map(({ key }) => key));
  const hasSlept = at < memory.lookedAt || at - memory.lookedAt > SLEEP_MS;
  const lasting = new Map<string, Lasting>();
  const over: string[] = [];
  for (const [key, former] of memory.lasting) {
    if (seen.has(key)) continue;
    if (isRemembered(former, knowledge, sight.areAlertsKnown)) lasting.set(key, former);
    else if (former.isTold) over.push(key);
  }
  const isOfStart = startedAt !== undefined && at - startedAt <= SETTLING_MS;
  for (const thing of things) {
    const former = memory.lasting.get(thing.key);
    if (former?.isTold === true) lasting.set(thing.key, { ...former, thing });
    else if (thing.isTrouble) lasting.set(thing.key, waiting(thing, hasSlept ? undefined : former, at, isOfStart));
  }
  return { lasting, startedAt, seen, over };
}

function waiting(thing: Thing, former: Lasting | undefined, at: number, isOfStart: boolean): Lasting {
  return former === undefined ? { thing, begunAt: at, isOfStart, isTold: false } : { ...former, thing };
}

/** Whether what is not seen may be there all the same. */
function isRemembered({ thing, isTold }: Lasting, knowledge: Knowledge, areAlertsKnown: boolean): boolean {
  if (thing.key === UNREACHABLE) return knowledge !== 'known';
  if (!isTold) return false;
  return knowledge !== 'known' || (thing.hasAlerts && !areAlertsKnown);
}
