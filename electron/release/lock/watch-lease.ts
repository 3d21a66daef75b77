// Looks whether somebody is at work on a release, by what is seen here and not by clocks: who is renews the Lease.
import type { KubeObject } from '../../../shared/model/object.ts';
import { pause } from '../object/pause.ts';
import type { Book } from '../record/book.ts';
import { durationOf, holderOf, lockTimesOf } from './lease.ts';
import { readLease } from './take-lease.ts';

/** Two renewals and a half: whoever says nothing for so long is nearly always gone, and who takes the lock waits longer. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 500;

/** The Lease of somebody else who renews it while it is watched; undefined where nobody does, or it is the book's own lock. */
export async function watchLease(book: Book): Promise<KubeObject | undefined> {
  const begun = performance.now();
  const seen = await readLease(book);
  for (let lease = seen; ; lease = await readLease(book)) {
    if (lease === null || ['', book.holder].includes(holderOf(lease))) return undefined;
    if (lease.metadata.resourceVersion !== seen?.metadata.resourceVersion) return lease;
    if (performance.now() - begun > Math.min(PATIENCE_MS, durationOf(lease, lockTimesOf(book.cluster))))
      return undefined;
    await pause(LOOK_MS, book.cluster.signal);
  }
}
