// One change of a release under its lock: the steps that a new revision and the way back from it are made of.
import { type AppError, toAppError } from '../../../shared/errors.ts';
import type { Locked } from '../lock/lock.ts';
import type { Entry } from '../object/entry.ts';
import type { PreparedRevision, Removal } from '../plan/prepared.ts';
import { recheckRevision } from '../plan/recheck.ts';
import { applyStages } from './apply-stages.ts';
import { Bookkeeper, type Outcome } from './bookkeeper.ts';
import { freeStatefulSets } from './free-stateful-sets.ts';
import { makeNamespaces, unmakeNamespaces } from './make-namespaces.ts';
import { removeAll } from './remove.ts';
import { verifyAll } from './verify-all.ts';
import type { Work } from './work.ts';

/** The end of a change, but for what it has applied, which it knows itself. */
export type ChangeEnd = Omit<Outcome, 'applied' | 'entries'>;

/** Binds what each step goes by: the lock, the plan, its objects as they are now, the book, who hears of it. */
export class RevisionChange {
  readonly prepared: PreparedRevision;
  readonly #locked: Locked;
  readonly #work: Work;
  readonly #bookkeeper: Bookkeeper;
  #entries: readonly Entry[];

  /** `applied` holds what was made before there was a lock. */
  constructor(locked: Locked, prepared: PreparedRevision, { progress, applied }: Omit<Work, 'cluster'>) {
    this.prepared = prepared;
    this.#locked = locked;
    this.#work = { cluster: locked.book.cluster, progress, applied };
    this.#bookkeeper = new Bookkeeper(locked.book, prepared, progress);
    this.#entries = prepared.entries;
  }

  /** Looks once more, now that nobody else changes the release, and makes its namespaces. What fails here leaves nothing behind. */
  async prepare(): Promise<void> {
    const { book } = this.#locked;
    try {
      this.#entries = await recheckRevision(book, this.prepared, this.#work.applied);
      this.#entries = await makeNamespaces(this.#work, this.prepared, this.#entries);
    } catch (error) {
      await unmakeNamespaces(book, this.prepared, this.#work.applied);
      throw error;
    }
  }

  /** Notes what is to be done: from here on, whatever happens leaves a trace. */
  begin(): Promise<void> {
    return this.#bookkeeper.begin(this.#entries);
  }

  /** Sends every object. Throws `AppError` naming the one that could not be applied. */
  apply(): Promise<void> {
    return applyStages(this.#work, this.#entries);
  }

  /** Waits until all are healthy; the reason why they are not. */
  verify(): Promise<AppError | undefined> {
    return verifyAll(this.#work, this.#entries, this.prepared.previous.record?.info.status === 'deployed');
  }

  /** Deletes the pods that a StatefulSet would wait for in vain. */
  freeStatefulSets(): Promise<void> {
    return freeStatefulSets(this.#work.cluster, this.#entries);
  }

  /** Notes that everything is healthy: the way is forward from here on. */
  notePruning(): Promise<void> {
    return this.#bookkeeper.prune();
  }

  /** Deletes objects and waits until they are gone. */
  remove(removals: readonly Removal[]): Promise<void> {
    return removeAll(this.#work, removals);
  }

  /** Runs steps and gives the reason why they ended early: their own, or that the lock was lost meanwhile. */
  async failureOf(steps: () => Promise<AppError | undefined>): Promise<AppError | undefined> {
    try {
      return await steps();
    } catch (error) {
      return this.#locked.lost ?? toAppError(error);
    }
  }

  /** Writes down how it ended; the reason why that could not be done. */
  close(end: ChangeEnd): Promise<AppError | undefined> {
    return this.#bookkeeper.close({ ...end, entries: this.#entries, applied: this.#work.applied });
  }
}
