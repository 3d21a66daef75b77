// Recovery once the cluster is there (again): a change that was begun on this machine and interrupted is ended by itself, as its
// plan had promised. Going back where not everything had become healthy, on where it had. A first install has no way back: that
// is left to the person, and so is whatever was not approved here, for anybody who may write Secrets could have written it.
import type { Approvals, ReleaseTarget } from '../release/context.ts';
import type { Standing } from '../release/look/standing.ts';
import { excessOf } from '../release/plan/approval.ts';
import type { PreparedPlan } from '../release/plan/prepared.ts';
import type { ManagedRelease } from './managed-release.ts';
import type { Operations } from './operations.ts';

/** How long until somebody who seems to be at work is looked at again. */
const LOOK_AGAIN_MS = 5_000;

/** A state folder that was lost knows of nothing, either. */
const NOT_BEGUN_HERE = 'It was not begun on this machine, as far as ODIN knows, so it waits for you.';

export interface RecoveryOptions {
  readonly stack: ManagedRelease;
  readonly target: ReleaseTarget;
  readonly operations: Operations;
  readonly approvals: Approvals | undefined;
  /** Called when something interrupted is left to the person. */
  readonly onLeft: () => void;
}

export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #ended = new AbortController();
  #isLooking = false;
  #timer: NodeJS.Timeout | undefined;
  #unapproved: string | undefined;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** Why what is interrupted is not ended without a person, in a sentence; undefined where it may be, or was not looked at. */
  get unapproved(): string | undefined {
    return this.#unapproved;
  }

  /** Looks whether something was interrupted, and ends it. Never throws: what fails stays to be seen on the page. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    clearTimeout(this.#timer);
    const isBusy = await this.#recover().catch(() => false);
    this.#isLooking = false;
    if (isBusy && !this.#ended.signal.aborted) this.#timer = setTimeout(() => void this.look(), LOOK_AGAIN_MS);
  }

  dispose(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
  }

  /** Whether somebody else seems to be at work on it. */
  async #recover(): Promise<boolean> {
    const { stack, target, operations, approvals, onLeft } = this.#options;
    const { signal } = this.#ended;
    const standing = await stack.standing(signal);
    this.#unapproved = undefined;
    const { unfinished, isWorkedOn } = standing;
    if (operations.isRunning) return false;
    if (unfinished === undefined) {
      // Somebody else has ended it: whoever brings its journal back later does not begin it anew.
      await approvals?.settle(target);
      return false;
    }
    if (isWorkedOn) return true;
    // What did not succeed once does not by itself.
    const isForPerson = unfinished.undo === 'cleanUp' || unfinished.failure !== undefined;
    const prepared = isForPerson ? undefined : await this.#planApproved(standing);
    const isBlocked = prepared === undefined || prepared.plan.blockers.length > 0;
    if (isBlocked || operations.isRunning || signal.aborted) onLeft();
    else await operations.run(operations.show(prepared).hash);
    return false;
  }

  /** The plan that ends it, if this machine has approved all of it. Without an approval nothing is even tried. */
  async #planApproved({ change }: Standing): Promise<PreparedPlan | undefined> {
    const { stack, target, approvals } = this.#options;
    const approval = await approvals?.current(target);
    if (approval === undefined || approval.id !== change) return this.#leave(NOT_BEGUN_HERE);
    const prepared = await stack.plan({ want: 'recover', how: 'undo', consent: [] }, this.#ended.signal);
    const { journal } = prepared.previous.stored?.state ?? {};
    if (journal?.id !== approval.id) return this.#leave(NOT_BEGUN_HERE);
    const excess = excessOf(approval, prepared);
    if (excess === undefined) return prepared;
    return this.#leave(`Ending it would bring ${excess}, which nobody approved on this machine, so it waits for you.`);
  }

  #leave(why: string): undefined {
    this.#unapproved = why;
  }
}
