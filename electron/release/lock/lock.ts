// One change of a release at a time, whoever makes it: a Lease that is renewed while the work goes on. Work that cannot
// be sure of it any more changes nothing more.
import { AppError, toAppError } from '../../../shared/errors.ts';
import { record, records } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { LockTimes } from '../context.ts';
import { repeated } from '../object/repeated.ts';
import { type Book, openBook } from '../record/book.ts';
import { type Claim, describeHolder, lockTimesOf, newClaim } from './lease.ts';
import { letGo, readLease, takeLease, writeLease } from './take-lease.ts';

/** A write that takes longer is asked about and repeated. */
const WRITE_LIMIT_MS = 30_000;

/** A release that nobody else changes meanwhile. */
export interface Locked {
  /** Its book, and by it the same cluster; a write is sent only while the lock is known to be held, and all ends when it is lost. */
  readonly book: Book;
  /** Why the lock was lost, in a sentence; undefined while it is held. */
  readonly lost: AppError | undefined;
}

/**
 * Runs `work` while no other ODIN may change the release.
 *
 * Throws `conflict` naming who is at work instead, or why the lock was lost, and as `work` does.
 */
export async function withLock<T>(book: Book, verb: PlanVerb, work: (locked: Locked) => Promise<T>): Promise<T> {
  const times = lockTimesOf(book.cluster);
  const claim = newClaim(verb, times.durationMs);
  // Others may count from the moment at which it was asked for, whenever the answer came.
  const begun = now();
  const lease = await takeLease(book, claim);
  const lock = new Lock(book, claim, lease, times, begun);
  try {
    return await work(lock);
  } catch (error) {
    // What ends because the lock is lost was cancelled by nobody.
    throw toAppError(error).code === 'cancelled' ? (lock.lost ?? error) : error;
  } finally {
    await lock.release();
  }
}

class Lock implements Locked {
  readonly book: Book;
  /** Not ended by the caller: the Lease is renewed, and let go, whatever becomes of the work. */
  readonly #plain: Book;
  readonly #claim: Claim;
  readonly #times: LockTimes;
  readonly #outer: AbortSignal;
  readonly #controller = new AbortController();
  #lease: KubeObject | null;
  #lost: AppError | undefined;
  #renewal: Promise<void> | undefined;
  #renewed: Moment;
  #trouble = '';
  #timer: NodeJS.Timeout;

  constructor(book: Book, claim: Claim, lease: KubeObject, times: LockTimes, begun: Moment) {
    const { cluster, target } = book;
    this.#plain = book.within(new AbortController().signal);
    this.#claim = claim;
    this.#lease = lease;
    this.#times = times;
    this.#renewed = begun;
    this.#outer = cluster.signal;
    const fencedContext = { ...cluster, client: fenced(cluster.client, () => this.#remainingMs()) };
    this.book = openBook(fencedContext, target, this.#controller.signal, claim.identity);
    this.#outer.addEventListener('abort', this.#follow);
    if (this.#outer.aborted) this.#follow();
    this.#timer = setTimeout(this.#tick, times.renewMs);
  }

  get lost(): AppError | undefined {
    return this.#lost;
  }

  /** Lets others have it. What cannot be said to the cluster expires by itself. */
  async release(): Promise<void> {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#follow);
    await this.#renewal;
    clearTimeout(this.#timer);
    if (this.#lost !== undefined || this.#lease === null) return;
    await letGo(this.#plain, this.#claim, this.#lease, this.#times.deadlineMs).catch(() => {});
  }

  readonly #follow = (): void => this.#controller.abort();

  readonly #tick = (): void => {
    void this.#renew().then(() => {
      if (this.#lost === undefined) this.#timer = setTimeout(this.#tick, this.#times.renewMs);
    });
  };

  /** Before every write: a process that slept, or was cut off, learns here that it may no longer be the one. */
  async #remainingMs(): Promise<number> {
    if (this.#lost === undefined && this.#isStale()) await this.#renew();
    if (this.#lost !== undefined) throw this.#lost;
    return this.#times.durationMs - (now().monotonicMs - this.#renewed.monotonicMs);
  }

  #renew(): Promise<void> {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renewOnce(): Promise<void> {
    const begun = now();
    try {
      const timeoutMs = this.#times.deadlineMs / 2;
      const lease = await writeLease(this.#plain, this.#claim, this.#lease, timeoutMs);
      if (lease === undefined) return await this.#missed();
      this.#lease = lease;
      this.#renewed = begun;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        // Who slept so long may have been succeeded by somebody who has ended by now: what was planned before is old.
        if (this.#lease !== null && this.#isStale())
          return this.#lose(
            'it was not renewed in time and is gone, so that somebody else may have been at work since',
          );
        if (this.#lease !== null) {
          // Deleted by hand: made anew, unless somebody else was faster.
          this.#lease = null;
          return await this.#renewOnce();
        }
        this.#renewed = begun;
        return;
      }
      if (error instanceof ApiError && isNamespaceGoing(error) && this.#lease === null) {
        // Its namespace is going, with all that could hold a lock: nobody else can take it.
        this.#renewed = begun;
        return;
      }
      this.#trouble = toAppError(error).message;
    }
    if (this.#isStale())
      this.#lose(`it could not be renewed for ${this.#times.deadlineMs / 1_000} s: ${this.#trouble}`);
  }

  async #missed(): Promise<void> {
    const lease = await readLease(this.#plain).catch(() => null);
    this.#lose(lease === null ? 'somebody else took it' : `${describeHolder(lease)} took it`);
  }

  /** By both clocks: one stands still while a laptop sleeps, the other may be set. */
  #isStale(): boolean {
    const { monotonicMs, wallMs } = now();
    const limit = this.#times.deadlineMs;
    return monotonicMs - this.#renewed.monotonicMs > limit || Math.abs(wallMs - this.#renewed.wallMs) > limit;
  }

  #lose(why: string): void {
    const { release, namespace } = this.#plain.target;
    const message = `The lock on release ${release} in namespace ${namespace} was lost: ${why}. Nothing more was changed.`;
    this.#lost ??= new AppError('conflict', message);
    this.#controller.abort();
  }
}

/** By both of this machine's clocks. */
interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/** Whoever may not make Leases is refused by 403 too, and somebody else may be allowed to. */
function isNamespaceGoing({ status, body }: ApiError): boolean {
  return (
    status === 403 && records(record(body?.details).causes).some(({ reason }) => reason === 'NamespaceTerminating')
  );
}

function now(): Moment {
  return { monotonicMs: performance.now(), wallMs: Date.now() };
}

/** `client`, repeating reads that found no answer, and asking before each request that changes something how long that may take, or whether it may be at all. */
function fenced(client: KubeClient, remainingMs: () => Promise<number>): KubeClient {
  return {
    server: client.server,
    request: async (request) => {
      const isWrite = (request.method ?? 'GET') !== 'GET' && request.query?.dryRun === undefined;
      // A read that fails for a moment must not end a change half-way.
      if (!isWrite) return repeated(() => client.request(request), request.signal ?? new AbortController().signal);
      return client.request({
        ...request,
        timeoutMs: Math.min(request.timeoutMs ?? WRITE_LIMIT_MS, await remainingMs()),
      });
    },
    lines: (request) => client.lines(request),
    websocket: (request, protocols) => client.websocket(request, protocols),
    close: () => client.close(),
  };
}
