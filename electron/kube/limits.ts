// The bounds on what a server may say, as shares of this process' heap: what is refused is refused before it costs more.
import { getHeapStatistics } from 'node:v8';

const MIB = 2 ** 20;

/** How much of something is read. */
export interface Limits {
  /** Inflated. */
  readonly bytes: number;
  /** Of JSON: lists, objects and what stands in them. Each takes up to some two hundred bytes of the heap. */
  readonly values: number;
  /** Of JSON: lists and objects in one another. Definitions of kinds have some sixty; ODIN's own code goes down as deep. */
  readonly depth: number;
}

const heapBytes = getHeapStatistics().heap_size_limit;

/** Of one answer: 64 MiB and two million values, in the heap of 4 GiB that Node has by itself. */
export const ANSWER: Limits = {
  bytes: Math.min(64 * MIB, Math.floor(heapBytes / 16)),
  values: Math.min(2_000_000, Math.floor(heapBytes / 1024)),
  depth: 500,
};

/** Of a whole list, over all its pages. */
export const LIST = {
  values: Math.floor(heapBytes / 1024),
  pages: 1_000,
  /** As long as an API server remembers what a list began with. */
  ms: 5 * 60_000,
} as const;

/** Of all that one watch keeps of its objects: there are a dozen watches. */
export const WATCHED_VALUES = Math.floor(heapBytes / 3072);

/** Of an answer that says no: its words are all that is wanted. */
export const REFUSAL_BYTES = MIB;
