// Takes a release's Lease, or says who holds it. Whether a holder is gone is judged by what is seen here, not by clocks.
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import { pause } from '../object/pause.ts';
import { repeatedUnlessDone } from '../object/repeated.ts';
import type { Book } from '../record/book.ts';
import { type Claim, describeHolder, durationOf, holderOf, leaseOf, leasePath, leasesPath } from './lease.ts';

/** How often a Lease that somebody holds is looked at. */
const LOOK_MS = 500;

/**
 * Takes the Lease; it is then as returned. Where somebody else holds it, it is watched: a holder that renews it is at
 * work, one that does not for the Lease's own duration is gone.
 *
 * Throws `conflict` saying who is at work and since when.
 */
export async function takeLease(book: Book, claim: Claim): Promise<KubeObject> {
  let seen: { readonly version: string | undefined; readonly atMs: number } | undefined;
  for (;;) {
    const lease = await readLease(book);
    const isFree = lease === null || holderOf(lease) === '' || holderOf(lease) === claim.identity;
    const version = lease?.metadata.resourceVersion;
    const isExpired =
      lease !== null && seen?.version === version && performance.now() - (seen?.atMs ?? 0) > durationOf(lease);
    if (isFree || isExpired) {
      const taken = await writeLease(book, claim, lease);
      if (taken !== undefined) return taken;
      seen = undefined;
      continue;
    }
    if (seen !== undefined && seen.version !== version) throw new AppError('conflict', heldBy(book, lease));
    seen ??= { version, atMs: performance.now() };
    await pause(LOOK_MS, book.cluster.signal);
  }
}

/** The Lease as it is; null when there is none. */
export async function readLease({ cluster, target }: Book): Promise<KubeObject | null> {
  try {
    return (await cluster.client.request<KubeObject>({ path: leasePath(target) })).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** Makes or changes it, if it is still as in `before`; undefined when somebody else was faster. With a time limit, in ms, it is tried once. */
export async function writeLease(
  book: Book,
  claim: Claim,
  before: KubeObject | null,
  timeoutMs?: number,
): Promise<KubeObject | undefined> {
  const { cluster, target } = book;
  const where =
    before === null
      ? ({ method: 'POST', path: leasesPath(target) } as const)
      : ({ method: 'PUT', path: leasePath(target) } as const);
  const body = leaseOf(target, claim, before ?? undefined);
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  const write = async (): Promise<KubeObject> =>
    (await cluster.client.request<KubeObject>({ ...where, body, ...limit })).body;
  const own = async (): Promise<KubeObject | undefined> => {
    const now = await readLease(book);
    return now !== null && holderOf(now) === claim.identity ? now : undefined;
  };
  try {
    return await (timeoutMs === undefined ? repeatedUnlessDone(write, own, cluster.signal) : write());
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return own();
    throw error;
  }
}

/** That somebody is at work on it, and who, in a sentence. */
export function heldBy({ title }: Book, lease: KubeObject): string {
  return `${title} is being changed by ${describeHolder(lease)}; wait until that has ended, then look at the plan again.`;
}
