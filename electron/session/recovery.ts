// Recovery once the cluster is there (again): a change that was interrupted is ended by itself, as its plan had promised.
// Going back where not everything had become healthy, on where it had. A first install has no way back: that is left to the
// person.
import type { Plan } from '../../shared/model/plan.ts';
import type { ManagedRelease } from './managed-release.ts';
import type { Operations } from './operations.ts';

/** How long until somebody who seems to be at work is looked at again. */
const LOOK_AGAIN_MS = 5_000;

export interface RecoveryOptions {
  readonly stack: ManagedRelease;
  readonly operations: Operations;
  /** Called when something interrupted is left to the person. */
  readonly onLeft: () => void;
}

export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #ended = new AbortController();
  #isLooking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** Looks whether something was interrupted, and ends it. Never throws: what fails stays to be seen on the page. */
  look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    clearTimeout(this.#timer);
    this.#recover()
      .then(
        (isBusy) => {
          if (isBusy && !this.#ended.signal.aborted) this.#timer = setTimeout(() => this.look(), LOOK_AGAIN_MS);
        },
        () => {},
      )
      .finally(() => {
        this.#isLooking = false;
      });
  }

  dispose(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
  }

  /** Whether somebody else seems to be at work on it. */
  async #recover(): Promise<boolean> {
    const { stack, operations, onLeft } = this.#options;
    const { signal } = this.#ended;
    const { unfinished, isWorkedOn } = await stack.standing(signal);
    if (unfinished === undefined || operations.isRunning) return false;
    if (isWorkedOn) return true;
    // What did not succeed once does not by itself.
    const isForPerson = unfinished.undo === 'cleanUp' || unfinished.failure !== undefined;
    const plan = isForPerson ? undefined : await this.#plan();
    if (plan === undefined || plan.blockers.length > 0 || operations.isRunning || signal.aborted) onLeft();
    else await operations.run(plan.hash);
    return false;
  }

  async #plan(): Promise<Plan> {
    const { stack, operations } = this.#options;
    return operations.show(await stack.plan({ want: 'recover', how: 'undo', consent: [] }, this.#ended.signal));
  }
}
