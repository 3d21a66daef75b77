// The actions that were looked at last: what is done is what was shown, by its hash, once and while it is true.
import { assertNever } from '../../shared/assert-never.ts';
import { AppError } from '../../shared/errors.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { ActionPreview, ActionResult, ObjectAction } from '../../shared/model/object-action.ts';
import { ApiError } from '../kube/api-error.ts';
import { type Cluster, type ReleaseContext, type ReleaseTarget, within } from '../release/context.ts';
import { hashOf } from '../release/fields/canonical.ts';
import { readObject } from '../release/object/live.ts';
import { prepareDelete } from './delete.ts';
import { prepareEdit } from './edit.ts';
import { explained } from './explained.ts';
import type { ActionStakes, Prepared } from './prepared.ts';
import { prepareRestart } from './restart.ts';
import { prepareScale } from './scale.ts';
import { stateOf } from './target.ts';

/** A person looks at one at a time; a page may hold a few. */
const KEPT = 20;
/** What was read longer ago is looked at again. */
const KEPT_MS = 10 * 60_000;
/** How often an object's controllers may write between reading and writing it. */
const TRIES = 5;

interface Shown {
  readonly prepared: Prepared;
  readonly preview: ActionPreview;
  readonly state: string;
  readonly at: number;
}

/** What a person is asked about outside of the page. */
export interface ActionAtStake extends Pick<ActionPreview, 'verb' | 'object'> {
  /** Absent where nothing is at stake. */
  readonly stakes?: ActionStakes;
}

/** What actions work on. */
export interface ActionsOptions {
  readonly context: ReleaseContext;
  /** The release that this app is about. */
  readonly home: ReleaseTarget;
  /** In ms. Default: this machine's clock. */
  readonly now?: () => number;
  /** Hears of each that is done. */
  readonly onDone?: (result: ActionResult, verb: ActionPreview['verb']) => void;
}

/** Actions on single objects of one cluster. */
export class Actions {
  readonly #options: ActionsOptions;
  readonly #shown = new Map<string, Shown>();

  constructor(options: ActionsOptions) {
    this.#options = options;
  }

  /** What an action would do; writes nothing. Throws `AppError`, in a sentence, for what cannot be done. */
  async preview(action: ObjectAction, signal: AbortSignal): Promise<ActionPreview> {
    const prepared = await this.#prepareAnew(within(this.#options.context, signal), action);
    const { live } = prepared.target;
    const state = stateOf(live);
    const { verb, object } = action;
    const preview = { ...prepared.told, hash: hashOf({ action, state }), verb, object };
    this.#keep({ prepared, preview, state, at: this.#now() });
    return preview;
  }

  /** The stakes of what was shown. Throws `conflict` where it is not one of those that were looked at last. */
  shown(hash: string): ActionAtStake {
    const { preview, prepared } = this.#find(hash);
    const { verb, object } = preview;
    return { verb, object, ...(prepared.stakes === undefined ? {} : { stakes: prepared.stakes }) };
  }

  /**
   * Does what was shown. Throws `conflict` where the object is another one by now, where others manage fields that were not to be
   * taken, and for a hash that was used; else in a sentence what the API server refuses.
   */
  async run(hash: string, signal: AbortSignal): Promise<ActionResult> {
    const shown = this.#find(hash);
    const { prepared, preview } = shown;
    assertRunnable(shown);
    this.#shown.delete(hash);
    const sentence = await write(within(this.#options.context, signal), shown);
    const result = { sentence, object: prepared.target.ref };
    this.#options.onDone?.(result, preview.verb);
    return result;
  }

  /** A dry run is on condition of the version that was read, which controllers may have moved on. */
  async #prepareAnew(cluster: Cluster, action: ObjectAction): Promise<Prepared> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#prepare(cluster, action);
      } catch (error) {
        if (!hasMoved(error) || attempt === TRIES) throw explained(formatRef(action.object), error);
      }
    }
  }

  #prepare(cluster: Cluster, action: ObjectAction): Promise<Prepared> {
    const { home } = this.#options;
    switch (action.verb) {
      case 'restart':
        return prepareRestart(cluster, action.object);
      case 'scale':
        return prepareScale(cluster, action.object, action.replicas);
      case 'delete':
        return prepareDelete(cluster, action.object, home);
      case 'edit':
        return prepareEdit(cluster, action.object, action, home);
      default:
        return assertNever(action);
    }
  }

  #keep(shown: Shown): void {
    const { hash } = shown.preview;
    this.#shown.delete(hash);
    this.#shown.set(hash, shown);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > KEPT && oldest !== undefined) this.#shown.delete(oldest);
  }

  #find(hash: string): Shown {
    const shown = this.#shown.get(hash);
    if (shown !== undefined && this.#now() - shown.at < KEPT_MS) return shown;
    this.#shown.delete(hash);
    throw new AppError('conflict', 'This was looked at too long ago, or was done already: look at it again.');
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function assertRunnable({ prepared: { mayTakeOver, target }, preview }: Shown): void {
  if (preview.isNothing) throw new AppError('badInput', `${target.title}: there is nothing to change.`);
  if (preview.conflicts.length === 0 || mayTakeOver === true) return;
  const managers = [...new Set(preview.conflicts.map(({ manager }) => manager))].join(', ');
  throw new AppError(
    'conflict',
    `${target.title}: ${managers} manages fields that would change: agree to take them over.`,
  );
}

function hasMoved(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409;
}

async function write(cluster: Cluster, { prepared, state }: Shown): Promise<string> {
  const { target } = prepared;
  for (let attempt = 1; ; attempt += 1) {
    const live = await readObject(cluster, target).catch((error: unknown) => {
      throw explained(target.title, error);
    });
    if (live === null) throw new AppError('conflict', `${target.title} is gone meanwhile.`, { subject: target.title });
    if (stateOf(live) !== state) {
      throw new AppError('conflict', `${target.title} has changed since it was looked at: look at it again.`);
    }
    try {
      return await prepared.write(cluster, live);
    } catch (error) {
      if (!hasMoved(error) || attempt === TRIES) throw explained(target.title, error);
    }
  }
}
