// One change of a release at a time, whoever makes it: a Lease that is renewed while the work goes on. Work that cannot
// be sure of it any more changes nothing more.
import { AppError, toAppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { LockTimes, ReleaseContext, ReleaseTarget } from '../context.ts';
import { repeated } from '../object/repeated.ts';
import { type Claim, describeHolder, leasePath, newClaim } from './lease.ts';
import { readLease, takeLease, writeLease } from './take-lease.ts';

/** Those of Kubernetes' own controllers. */
const TIMES: LockTimes = { durationMs: 15_000, deadlineMs: 10_000, renewMs: 2_000 };

/** A write that takes longer is asked about and repeated. */
const WRITE_LIMIT_MS = 30_000;

/** What work under a lock goes by. */
export interface Locked {
  /** The same cluster, but a write is sent only while the lock is known to be held. */
  readonly context: ReleaseContext;
  /** Aborts with the caller's, and when the lock is lost. */
  readonly signal: AbortSignal;
  /** Why the lock was lost, in a sentence; undefined while it is held. */
  readonly lost: AppError | undefined;
}

/**
 * Runs `work` while no other ODIN may change the release.
 *
 * Throws `conflict` naming who is at work instead, or why the lock was lost, and as `work` does.
 */
export async function withLock<T>(
  context: ReleaseContext,
  target: ReleaseTarget,
  verb: PlanVerb,
  signal: AbortSignal,
  work: (locked: Locked) => Promise<T>,
): Promise<T> {
  const times = context.lockTimes ?? TIMES;
  const claim = newClaim(verb, times.durationMs);
  const lease = await takeLease(context, target, claim, signal);
  const lock = new Lock(context, target, claim, lease, times, signal);
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
  readonly context: ReleaseContext;
  readonly #plain: ReleaseContext;
  readonly #target: ReleaseTarget;
  readonly #claim: Claim;
  readonly #times: LockTimes;
  readonly #outer: AbortSignal;
  readonly #controller = new AbortController();
  #lease: KubeObject | null;
  #lost: AppError | undefined;
  #renewal: Promise<void> | undefined;
  #renewed = now();
  #trouble = '';
  #timer: NodeJS.Timeout;

  constructor(
    context: ReleaseContext,
    target: ReleaseTarget,
    claim: Claim,
    lease: KubeObject,
    times: LockTimes,
    signal: AbortSignal,
  ) {
    this.#plain = context;
    this.#target = target;
    this.#claim = claim;
    this.#lease = lease;
    this.#times = times;
    this.#outer = signal;
    this.context = { ...context, client: fenced(context.client, () => this.#remainingMs()) };
    signal.addEventListener('abort', this.#follow);
    if (signal.aborted) this.#follow();
    this.#timer = setTimeout(this.#tick, times.renewMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
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
    const { uid, resourceVersion } = this.#lease?.metadata ?? {};
    if (this.#lost !== undefined || uid === undefined) return;
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } };
    const timeoutMs = this.#times.deadlineMs;
    await this.#plain.client
      .request({ method: 'DELETE', path: leasePath(this.#target), body, timeoutMs })
      .catch(() => {});
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
    const { signal } = new AbortController();
    const begun = now();
    try {
      const timeoutMs = this.#times.deadlineMs / 2;
      const lease = await writeLease(this.#plain, this.#target, this.#claim, this.#lease, signal, timeoutMs);
      if (lease === undefined) return await this.#missed(signal);
      this.#lease = lease;
      this.#renewed = begun;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        if (this.#lease !== null) {
          // Deleted by hand: made anew, unless somebody else was faster.
          this.#lease = null;
          return await this.#renewOnce();
        }
        this.#renewed = begun;
        return;
      }
      if (error instanceof ApiError && error.status === 403 && this.#lease === null) {
        // Its namespace is going, with all that could hold a lock: nobody else can take it.
        this.#renewed = begun;
        return;
      }
      this.#trouble = toAppError(error).message;
    }
    if (this.#isStale())
      this.#lose(`it could not be renewed for ${this.#times.deadlineMs / 1_000} s: ${this.#trouble}`);
  }

  async #missed(signal: AbortSignal): Promise<void> {
    const lease = await readLease(this.#plain, this.#target, signal).catch(() => null);
    this.#lose(lease === null ? 'somebody else took it' : `${describeHolder(lease)} took it`);
  }

  /** By both clocks: one stands still while a laptop sleeps, the other may be set. */
  #isStale(): boolean {
    const { monotonicMs, wallMs } = now();
    const limit = this.#times.deadlineMs;
    return monotonicMs - this.#renewed.monotonicMs > limit || Math.abs(wallMs - this.#renewed.wallMs) > limit;
  }

  #lose(why: string): void {
    const { release, namespace } = this.#target;
    const message = `The lock on release ${release} in namespace ${namespace} was lost: ${why}. Nothing more was changed.`;
    this.#lost ??= new AppError('conflict', message);
    this.#controller.abort();
  }
}

function now(): { readonly monotonicMs: number; readonly wallMs: number } {
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
