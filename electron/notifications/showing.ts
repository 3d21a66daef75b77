// The notifications of what is due: one each, or one that says how many.
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Lasting, Memory } from './memory.ts';
import { type Thing, UNREACHABLE } from './things.ts';
import { bodyOf, titleOf } from './words.ts';

/** More notifications than these are one that says how many. */
export const MOST_STANDING = 3;
/** The id of the one that says how many. Others have the key of their thing, and none is this. */
export const SEVERAL = '*';

/** A notification to show; one with the same id makes room for it. */
export interface Show {
  readonly do: 'show';
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly isSilent: boolean;
  /** What a click opens; the overview, where there is none. */
  readonly object?: ObjectRef;
}

/** An order to the desktop. */
export type Order = Show | { readonly do: 'close'; readonly id: string };

type Standing = Memory['standing'];

/** Closes each notification of `before` that tells of nothing any more. */
export function closing(before: Standing, after: Standing): Order[] {
  const left = new Set(after.values());
  const gone = [...new Set(before.values())].filter((id) => !left.has(id));
  return gone.map((id) => ({ do: 'close', id }));
}

/** What is shown of what is due, beside what stands. `ended`: what was told within the last minutes and ended. */
export function showing(
  due: readonly Lasting[],
  standing: Standing,
  { cluster, ended }: { readonly cluster: string; readonly ended: Memory['ended'] },
): { readonly standing: Standing; readonly orders: readonly Order[] } {
  const things = due.map(({ thing }) => thing);
  const isSilent = things.every(({ key }) => ended.has(key));
  const others = [...standing.keys()].filter((key) => key !== UNREACHABLE);
  const isOfStart = due.length > 1 && due.some((it) => it.isOfStart);
  const isCluster = things.some(({ key }) => key === UNREACHABLE);
  if (due.length === 0 || isCluster || (!isOfStart && others.length + due.length <= MOST_STANDING)) {
    const after = new Map([...standing, ...things.map(({ key }) => [key, key] as const)]);
    return { standing: after, orders: things.map((thing) => showOf(thing, ended.has(thing.key))) };
  }
  const keys = new Set([...others, ...things.map(({ key }) => key)]);
  const after = new Map([...keys].map((key) => [key, SEVERAL] as const));
  const title = titleOf(`${keys.size} problems on ${cluster}`);
  const show: Order = { do: 'show', id: SEVERAL, title, body: bodyOf(things.map((it) => it.title)), isSilent };
  return { standing: after, orders: [...closing(standing, after), show] };
}

function showOf({ key, title, body, object }: Thing, isSilent: boolean): Show {
  return { do: 'show', id: key, title, body, isSilent, ...(object === undefined ? {} : { object }) };
}
