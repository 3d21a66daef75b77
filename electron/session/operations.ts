// The plans that were shown and the one operation under way: what is applied is a plan that a person saw, by its hash.
import { AppError } from '../../shared/errors.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { hasEnded } from '../../shared/model/operation-phase.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { applyPlan } from '../release/apply/apply-plan.ts';
import type { ReleaseContext } from '../release/context.ts';
import type { PreparedPlan } from '../release/plan/prepared.ts';

/** How many shown plans stay confirmable: the page may hold an install and an uninstall at once, no more. */
const KEPT_PLANS = 4;

/** Runs at most one operation at a time; `onChange` hears every step of it. */
export class Operations {
  readonly #context: ReleaseContext;
  readonly #onChange: (operation: Operation | null) => void;
  readonly #onConfirm: (plan: Plan, fromRevision: number) => void;
  readonly #prepared = new Map<string, PreparedPlan>();
  #current: Operation | null = null;
  #controller = new AbortController();
  #running: Promise<Operation> | null = null;

  /** `onConfirm` hears of a plan that is about to be applied, and from which revision (0: none). */
  constructor(
    context: ReleaseContext,
    onChange: (operation: Operation | null) => void,
    onConfirm: (plan: Plan, fromRevision: number) => void = () => {},
  ) {
    this.#context = context;
    this.#onChange = onChange;
    this.#onConfirm = onConfirm;
  }

  /** The operation under way, or the last one. */
  get current(): Operation | null {
    return this.#current;
  }

  /** Whether one is under way. */
  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Keeps a plan so that it can be confirmed. */
  show(prepared: PreparedPlan): Plan {
    this.#prepared.delete(prepared.plan.hash);
    this.#prepared.set(prepared.plan.hash, prepared);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size > KEPT_PLANS && oldest !== undefined) this.#prepared.delete(oldest);
    return prepared.plan;
  }

  /** The plan with this hash. Throws `conflict` where it is not one of those that were shown last. */
  shown(hash: string): Plan {
    return this.#shown(hash).plan;
  }

  /** Applies a plan that was shown; resolves when the operation has ended, whichever way. */
  run(hash: string): Promise<Operation> {
    const prepared = this.#shown(hash);
    if (this.#running !== null) {
      throw new AppError('conflict', 'Another operation is under way; wait for it or cancel it.');
    }
    this.#prepared.clear();
    this.#controller = new AbortController();
    this.#onConfirm(prepared.plan, prepared.previous.revision);
    const running = applyPlan(this.#context, prepared, (operation) => this.#note(operation), this.#controller.signal);
    this.#running = running;
    void running.catch(() => this.#forget()).finally(() => (this.#running = null));
    return running;
  }

  /** Cancels the operation `id`; one that has ended or is not known stays as it is. */
  cancel(id: string): void {
    if (this.#current?.id === id && !hasEnded(this.#current.phase)) this.#controller.abort();
  }

  /** Cancels what is under way and waits for it to stop in a known state. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#running?.catch(() => {});
  }

  #shown(hash: string): PreparedPlan {
    const prepared = this.#prepared.get(hash);
    if (prepared !== undefined) return prepared;
    throw new AppError('conflict', 'This plan is not the one that was shown last; look at the plan again.');
  }

  #note(operation: Operation | null): void {
    this.#current = operation;
    this.#onChange(operation);
  }

  /** `applyPlan` throws only where nothing was begun: the caller is told why, and there is no operation to look at. */
  #forget(): void {
    if (this.#current !== null && !hasEnded(this.#current.phase)) this.#note(null);
  }
}
