// The times at which the cluster was back, or this machine: kept while the session lasts, for what happens around them.
import { clockTime } from '../../shared/clock-time.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { RecentEntry } from '../../shared/model/recent.ts';

const MOST = 20;

/** After it woke up, a machine finds the cluster again: that is one thing. */
const TOGETHER_MS = 60_000;

export class Resumes {
  #entries: readonly RecentEntry[] = [];
  #lastSeenAt: number | undefined;
  #wokeAt = Number.NEGATIVE_INFINITY;

  /** Newest last. */
  get entries(): readonly RecentEntry[] {
    return this.#entries;
  }

  /** How the cluster is now, with each change. `nowMs`: since the epoch. */
  status(status: ClusterStatus, nowMs: number): void {
    if (status.state === 'unreachable') this.#lastSeenAt = status.lastSeenAt;
    if (status.state !== 'connected') return;
    const lastSeenAt = this.#lastSeenAt;
    this.#lastSeenAt = undefined;
    // One that was never heard of has not come back.
    if (lastSeenAt === undefined || Math.abs(nowMs - this.#wokeAt) < TOGETHER_MS) return;
    this.#note(nowMs, `The cluster answers again: nothing was heard of it from ${clockTime(lastSeenAt, nowMs)} on.`);
  }

  /** This machine slept, or its clock was set. */
  woke(nowMs: number): void {
    if (Math.abs(nowMs - this.#wokeAt) < TOGETHER_MS) return;
    this.#wokeAt = nowMs;
    this.#note(nowMs, 'This machine woke up, or its clock was set: everything was read anew.');
  }

  #note(at: number, sentence: string): void {
    const entry: RecentEntry = { id: `resume/${at}`, at, kind: 'resume', tone: 'info', sentence };
    this.#entries = [...this.#entries, entry].slice(-MOST);
  }
}
