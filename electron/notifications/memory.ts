// The memory of what was seen, what was told and which notifications stand; a value that `tell` makes anew each time.
import type { Thing } from './things.ts';

/** A thing that lasts. Times are ms since the epoch. */
export interface Lasting {
  readonly thing: Thing;
  /** Since when it has been seen without a break. */
  readonly begunAt: number;
  /** Whether it was there when the watch of this cluster began. */
  readonly isOfStart: boolean;
  readonly isTold: boolean;
}

export interface Memory {
  /** The id of the cluster that all of it is about. */
  readonly cluster: string | undefined;
  /** When something was known of the cluster for the first time. */
  readonly startedAt: number | undefined;
  /** When it was looked last. */
  readonly lookedAt: number;
  /** By key. */
  readonly lasting: ReadonlyMap<string, Lasting>;
  /** The key of each thing that a notification on the screen tells of → that notification's id. */
  readonly standing: ReadonlyMap<string, string>;
  /** The key of each thing that was told and has ended → when. */
  readonly ended: ReadonlyMap<string, number>;
}

/** The memory at the beginning, and after another cluster was chosen. */
export function emptyMemory(cluster: string | undefined, at: number): Memory {
  return { cluster, startedAt: undefined, lookedAt: at, lasting: new Map(), standing: new Map(), ended: new Map() };
}

/** The memory after a person has put a notification away, or the desktop has. */
export function withoutNotification(memory: Memory, id: string): Memory {
  return { ...memory, standing: new Map([...memory.standing].filter(([, shown]) => shown !== id)) };
}
