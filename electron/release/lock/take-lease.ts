// Takes a release's Lease, or says who holds it. Whether a holder is gone is judged by what is seen here, not by clocks.
import { AppError } from '../../../shared/errors.ts';
import { isRecord } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeRequest } from '../../kube/client.ts';
import type { Cluster } from '../context.ts';
import { pause } from '../object/pause.ts';
import { repeatedUnlessDone } from '../object/repeated.ts';
import type { Book } from '../record/book.ts';
import {
  type Claim,
  describeHolder,
  durationOf,
  holderOf,
  isOdins,
  leaseOf,
  leasePath,
  leasesPath,
  lockTimesOf,
} from './lease.ts';

/** How often a Lease that somebody holds is looked at. */
const LOOK_MS = 500;

/** After the first lost race; longer after each. */
const RACE_MS = 20;

/** Lost races in a row, for the Lease or for saying that we still have it: who loses so often does not race with an ODIN. */
const MOST_RACES = 10;

/**
 * Takes the Lease; it is then as returned. Where somebody else holds it, it is watched: a holder that renews it is at
 * work, one that does not for the Lease's own duration is gone.
 *
 * Throws `conflict` saying who is at work and since when.
 */
export async function takeLease(book: Book, claim: Claim): Promise<KubeObject> {
  let seen: { readonly version: string | undefined; readonly atMs: number } | undefined;
  const times = lockTimesOf(book.cluster);
  for (let races = 0; races < MOST_RACES; ) {
    const lease = await readLease(book);
    const isFree = lease === null || holderOf(lease) === '' || holderOf(lease) === claim.identity;
    const version = lease?.metadata.resourceVersion;
    const isExpired =
      lease !== null && seen !== undefined && seen.version === version && isOver(seen.atMs, durationOf(lease, times));
    if (isFree || isExpired) {
      const taken = await writeLease(book, claim, lease);
      // One that is being deleted goes when what held it back is taken off it: somebody else could make it anew.
      if (taken !== undefined && taken.metadata.deletionTimestamp === undefined) return taken;
      seen = undefined;
      races += 1;
      await pause(races * RACE_MS, book.cluster.signal);
      continue;
    }
    if (seen !== undefined && seen.version !== version) throw new AppError('conflict', heldBy(book, lease));
    seen ??= { version, atMs: performance.now() };
    await pause(LOOK_MS, book.cluster.signal);
  }
  const path = leasePath(book.target);
  throw new AppError('conflict', `${book.title} cannot be locked: ${path} changes at each try; look who writes it.`);
}

function isOver(sinceMs: number, durationMs: number): boolean {
  return performance.now() - sinceMs > durationMs;
}

/** The Lease as it is; null when there is none. */
export async function readLease({ cluster, target }: Book): Promise<KubeObject | null> {
  try {
    return await askedFor(cluster, { path: leasePath(target) });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/**
 * Makes or changes it, if it is still as in `before`; undefined when somebody else was faster. With a time limit, in ms, it
 * is a renewal: tried once, but for what others have touched meanwhile.
 */
export async function writeLease(
  book: Book,
  claim: Claim,
  before: KubeObject | null,
  timeoutMs?: number,
  races = 0,
): Promise<KubeObject | undefined> {
  const { cluster, target } = book;
  const where =
    before === null
      ? ({ method: 'POST', path: leasesPath(target) } as const)
      : // Not by PUT, by which the API server makes a Lease that is gone: who held it until then may have been succeeded.
        ({ method: 'PATCH', path: leasePath(target), contentType: 'application/merge-patch+json' } as const);
  const lease = leaseOf(target, claim, before ?? undefined);
  // What others have put on it to keep it from going would keep every ODIN out after us.
  const body = before === null ? lease : { ...lease, metadata: { ...lease.metadata, finalizers: null } };
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  const write = (): Promise<KubeObject> => askedFor(cluster, { ...where, body, ...limit });
  const own = async (): Promise<KubeObject | undefined> => {
    const now = await readLease(book);
    return now !== null && holderOf(now) === claim.identity ? now : undefined;
  };
  try {
    return await (timeoutMs === undefined ? repeatedUnlessDone(write, own, cluster.signal) : write());
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    const ours = await own();
    if (timeoutMs === undefined || ours === undefined) return ours;
    // Somebody touched it, perhaps long ago, and others count from then: only what we say now counts for us.
    if (races === MOST_RACES) throw error;
    return writeLease(book, claim, ours, timeoutMs, races + 1);
  }
}

/** Deletes it, if it is still ours: also where somebody has touched it since. */
export async function letGo(book: Book, claim: Claim, lease: KubeObject, timeoutMs: number, races = 0): Promise<void> {
  const { cluster, target } = book;
  const { uid, resourceVersion } = lease.metadata;
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } };
  try {
    await cluster.client.request({ method: 'DELETE', path: leasePath(target), body, timeoutMs });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409 || races === MOST_RACES) throw error;
    const now = await readLease(book);
    if (now !== null && holderOf(now) === claim.identity) await letGo(book, claim, now, timeoutMs, races + 1);
  }
}

async function askedFor({ client }: Cluster, request: KubeRequest): Promise<KubeObject> {
  const { body } = await client.request<unknown>(request);
  if (isLease(body)) return body;
  throw new AppError('unreachable', `${client.server} did not answer ${request.path} with a Lease.`);
}

function isLease(body: unknown): body is KubeObject {
  return isRecord(body) && isRecord(body.metadata) && typeof body.metadata.name === 'string';
}

/** That somebody is at work on it, and who, in a sentence. */
export function heldBy({ title }: Book, lease: KubeObject): string {
  const sentence = `${title} is being changed by ${describeHolder(lease)}; wait until that has ended, then look at the plan again.`;
  const { namespace, name } = lease.metadata;
  return isOdins(lease)
    ? sentence
    : `${sentence} No ODIN calls itself so: where nobody is at work, delete Lease/${namespace}/${name}.`;
}
