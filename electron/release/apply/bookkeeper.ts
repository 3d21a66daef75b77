// Keeps a release's book through one change: the journal and the pending record before, how it ended after.
import { type AppError, toAppError } from '../../../shared/errors.ts';
import { record } from '../../../shared/json.ts';
import { refKey } from '../../../shared/model/object.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import { stampOf } from '../fields/stamp.ts';
import { isTolerated, policyOf } from '../object/additions.ts';
import type { Entry } from '../object/entry.ts';
import { removesItself, runOf } from '../object/self-removing.ts';
import { approvalOfRevision } from '../plan/approval.ts';
import { newRecord } from '../plan/new-record.ts';
import type { PreparedRevision } from '../plan/prepared.ts';
import type { Book } from '../record/book.ts';
import { type InventoryItem, joinInventories, withHistory } from '../record/inventory.ts';
import type { Journal, ReleaseState, StoredState } from '../record/state.ts';
import type { Progress } from './progress.ts';
import type { Applied } from './work.ts';

/** How long the last entries may take when the operation itself was cancelled. */
export const CLOSING_LIMIT_MS = 15_000;

/** The end of a change. */
export interface Outcome {
  readonly entries: readonly Entry[];
  readonly applied: Applied;
  readonly failure: AppError | undefined;
  /** Whether what is not wanted any more is gone. */
  readonly pruned: boolean;
  /** Whether the way back is begun under the same lock. */
  readonly isFollowedByRollback: boolean;
}

/** A journal that an operation is at work on a revision. */
export function journalOf(verb: PlanVerb, revision: number, { id, startedAt }: Progress): Journal {
  return { id, verb, revision, startedAt, phase: 'changing' };
}

/** Writes one change down, in the order of the methods; each builds on what the one before has stored. */
export class Bookkeeper {
  readonly #book: Book;
  readonly #prepared: PreparedRevision;
  readonly #progress: Progress;
  /** By a clock that nobody sets, in ms. */
  readonly #begunAtMs = performance.now();
  #stored: StoredState | null;

  constructor(book: Book, prepared: PreparedRevision, progress: Progress) {
    this.#book = book;
    this.#prepared = prepared;
    this.#progress = progress;
    this.#stored = prepared.previous.stored;
  }

  /** The journal and the pending record. Throws `conflict` when somebody else has begun a change. */
  async begin(entries: readonly Entry[]): Promise<void> {
    const { previous, title, verb } = this.#prepared;
    const { revisions } = this.#book;
    const pending = newRecord(
      { ...this.#prepared, entries },
      `pending-${verb}`,
      `${title} under way`,
      this.#progress.startedAt,
    );
    const inventory = [...joinInventories(previous.inventory, itemsOf(entries, new Map(), pending.version))];
    const createOnly = entries.filter(isStillToBeGenerated).map(({ recorded }) => recorded);
    const journal = { ...journalOf(verb, pending.version, this.#progress), createOnly };
    await this.#book.cluster.approvals?.note(
      this.#book.target,
      approvalOfRevision(journal.id, this.#prepared, entries, pending),
    );
    // The journal comes first: a pending record without one would be taken for somebody else's.
    await this.#write({ format: 1, revision: pending.version, inventory, journal });
    try {
      if (isUnfinished(previous)) await revisions.update(previous.revision, 'failed', 'Interrupted');
      await revisions.create(pending);
    } catch (error) {
      // Somebody else has begun. After any other failure the record may be there: the journal then tells whose it is.
      if (toAppError(error).code === 'conflict') await this.#takeBack();
      throw error;
    }
  }

  /** Notes that everything is healthy: whatever happens from here on, the way is forward. */
  async prune(): Promise<void> {
    if (this.#stored === null) return;
    const { state } = this.#stored;
    await this.#write({ ...state, journal: state.journal && { ...state.journal, phase: 'pruning' } });
  }

  /** Writes down how it ended, also when the change itself was cancelled; the reason why that could not be done. */
  async close({ entries, applied, failure, pruned, isFollowedByRollback }: Outcome): Promise<AppError | undefined> {
    const { previous, kept } = this.#prepared;
    const revision = previous.revision + 1;
    const made = itemsOf(entries, applied, revision);
    const items = this.#withKnownRevisions(failure === undefined ? withRuns(made, entries, applied) : made);
    const inventory = [...joinInventories(pruned ? kept : previous.inventory, items)];
    const journal = isFollowedByRollback ? journalOf('rollback', revision + 1, this.#progress) : null;
    const closing = this.#book.within(AbortSignal.timeout(CLOSING_LIMIT_MS));
    const { revisions } = closing;
    try {
      const status = failure === undefined ? 'deployed' : 'failed';
      const tookSeconds = (performance.now() - this.#begunAtMs) / 1_000;
      await revisions.update(revision, status, failure?.message ?? doneOf(this.#prepared), tookSeconds);
      // The journal goes last: until then, whoever finds two deployed revisions knows that this is not over.
      if (failure === undefined) await revisions.supersedeBefore(revision);
      await this.#write({ format: 1, revision, inventory, journal }, closing);
      if (journal === null) await this.#settled();
      // All is done by then: what cannot be forgotten now is forgotten after the next change.
      await revisions.forgetOldest().catch(() => {});
      return undefined;
    } catch (error) {
      return toAppError(error);
    }
  }

  /** Closes the state where nothing is left to be applied: an operation ended early in it, or it was deleted. */
  async settle(entries: readonly Entry[]): Promise<void> {
    const { revision } = this.#prepared.previous;
    const items = this.#withKnownRevisions(itemsOf(entries, new Map(), revision));
    const inventory = [...joinInventories(this.#prepared.kept, items)];
    await this.#book.revisions.supersedeBefore(revision);
    await this.#write({ format: 1, revision, inventory, journal: null });
    await this.#settled();
  }

  async #settled(): Promise<void> {
    await this.#book.cluster.approvals?.settle(this.#book.target);
  }

  /** The state as it was before this change. */
  async #takeBack(): Promise<void> {
    const { revision, inventory } = this.#prepared.previous;
    const before: ReleaseState = { format: 1, revision, inventory: [...inventory], journal: null };
    await this.#write(before, this.#book.within(AbortSignal.timeout(CLOSING_LIMIT_MS))).catch(() => {});
    await this.#settled();
  }

  async #write(state: ReleaseState, book = this.#book): Promise<void> {
    this.#stored = await book.state.write(state, this.#stored);
  }

  /** The revision that brought an object stays in the inventory when it stays the same object. */
  #withKnownRevisions(items: readonly InventoryItem[]): readonly InventoryItem[] {
    const before = new Map(this.#prepared.previous.inventory.map((item) => [refKey(item), item]));
    return items.map((item) => withHistory(item, before.get(refKey(item))));
  }
}

/** A release makes its own Namespace by itself, whoever finishes it. */
function isStillToBeGenerated({ ref, mode, assessment }: Entry): boolean {
  return mode === 'create' && ref.kind !== 'Namespace' && assessment.op === 'created';
}

/** "Upgrade complete", and for what has a name of its own that name. */
function doneOf({ title, verb }: PreparedRevision): string {
  return title === 'Install' || (title === 'Upgrade' && verb === 'upgrade') ? `${title} complete` : title;
}

/** Left by an operation of ours that was interrupted; somebody else's is an obstacle, and no plan gets here. */
function isUnfinished({ record }: PreparedRevision['previous']): boolean {
  const status = record?.info.status ?? '';
  return status.startsWith('pending-') || status === 'uninstalling';
}

function itemsOf(entries: readonly Entry[], applied: Applied, revision: number): readonly InventoryItem[] {
  return entries.map(({ ref, body, recorded, mode, assessment }) => {
    const sent = applied.get(refKey(ref));
    const uid = sent?.metadata.uid ?? assessment.live?.uid;
    const stamp = sent === undefined ? assessment.stamp : stampOf(body, sent);
    return {
      ...ref,
      revision,
      ...(mode === 'create' ? { policy: 'keep' as const } : policyOf(recorded)),
      ...(uid === undefined ? {} : { uid }),
      ...(stamp === undefined || mode === 'create' ? {} : { stamp }),
      ...(assessment.isDone === true ? { done: runOf(body) } : {}),
    };
  });
}

/** All was healthy: a Job has run to its end, then. One that is suspended has not. */
function withRuns(
  items: readonly InventoryItem[],
  entries: readonly Entry[],
  applied: Applied,
): readonly InventoryItem[] {
  const ended = new Map(
    entries
      .filter(({ ref, body }) => removesItself(applied.get(refKey(ref)) ?? body))
      .filter(({ body }) => record(body.spec).suspend !== true && !isTolerated(body))
      .map(({ ref, body }) => [refKey(ref), runOf(body)]),
  );
  return items.map((item) => {
    const done = ended.get(refKey(item));
    return done === undefined ? item : { ...item, done };
  });
}
