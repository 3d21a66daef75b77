// One wanted object against the cluster: a dry run tells what applying it would do.

import type { SeenEdit } from '../../../shared/model/drift.ts';
import { formatRef, type KubeObject, refKey } from '../../../shared/model/object.ts';
import type { FieldConflict } from '../../../shared/model/plan.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Aim, Cluster } from '../context.ts';
import { canonical, isEqual } from '../fields/canonical.ts';
import { fieldConflictOf, isFieldConflict } from '../fields/conflict.ts';
import { FIELD_MANAGER, ownedFields, pick, union, updatedFields } from '../fields/owned-fields.ts';
import { isSeen } from '../fields/seen.ts';
import { stampOf } from '../fields/stamp.ts';
import { takenFields } from '../fields/taken.ts';
import { isOwn, saysKeep } from '../object/additions.ts';
import { type Belonging, belongingOf } from '../object/belonging.ts';
import type { Assessment, Wanted } from '../object/entry.ts';
import { type LiveObjects, readObject } from '../object/live.ts';
import { refusalSentence } from '../object/refusal-sentence.ts';
import { runOf } from '../object/self-removing.ts';
import { dryRun } from './dry-run.ts';
import { dangerOfReplacing, immutableFieldsOf, isReplaceable, staysOrphaned } from './immutable.ts';

/** What is known already. */
export interface Known {
  /** See `readLive`. */
  readonly live: LiveObjects;
  /** Of the object when the release applied it, if it was noted; see `stampOf`. */
  readonly stamp: string | undefined;
  /** The run of it that has come to its end; see `runOf`. */
  readonly done?: string | undefined;
}

/** Nothing. */
export const NOTHING_KNOWN: Known = { live: new Map(), stamp: undefined };

/** Assesses the objects of one release in one cluster, by what was agreed to for it. */
export class Assessor {
  readonly #cluster: Cluster;
  readonly #aim: Aim;

  constructor(cluster: Cluster, aim: Aim) {
    this.#cluster = cluster;
    this.#aim = aim;
  }

  /**
   * What applying `wanted` would do; what forbids it is part of the answer.
   *
   * Throws as `KubeClient.request` does when the cluster cannot be asked.
   */
  async assess(wanted: Wanted, { live, stamp, done }: Known = NOTHING_KNOWN): Promise<Assessment> {
    if (wanted.untried !== undefined) return { op: 'created', after: content(wanted.body), warnings: [] };
    const known = live.get(refKey(wanted.ref));
    if (wanted.mode === 'create') return this.#creation(wanted, known);
    if (known !== undefined && isUntouched(wanted, known, stamp)) {
      return { ...this.#compared(wanted, known, known), live: identityOf(known), stamp, warnings: [] };
    }
    const isRun = known === undefined && done !== undefined && done === runOf(wanted.body);
    if (isRun && (await readObject(this.#cluster, wanted)) === null) {
      return { op: 'unchanged', isDone: true, warnings: [] };
    }
    const answer = await dryRun(this.#cluster, wanted);
    if (answer instanceof ApiError) return this.#refused(wanted, answer);
    const { object, isNew, warnings } = answer;
    if (isNew) return { op: 'created', after: pick(object, ownedFields(object)), warnings };
    const isCurrent = known?.metadata.resourceVersion === object.metadata.resourceVersion;
    const before = isCurrent ? known : await readObject(this.#cluster, wanted);
    // Gone since the dry run: what is true now is that it would be made.
    if (before === null || before === undefined) return this.assess(wanted, { live, stamp, done });
    const change = this.#compared(wanted, before, object);
    // What Helm 3 owns has to be looked at again each time.
    const isStamped = change.op === 'unchanged' && change.isUpdated !== true;
    const stamped = isStamped ? { stamp: stampOf(wanted.body, before) } : {};
    return { ...change, ...stamped, ...this.#settled(wanted, before), warnings };
  }

  /** What would change in the fields that the release owns. */
  #compared(
    wanted: Wanted,
    before: KubeObject,
    after: KubeObject,
  ): Pick<Assessment, 'op' | 'before' | 'after' | 'isUpdated'> {
    const owned = union(ownedFields(before), ownedFields(after));
    // The server moves `stringData` into `data`, which nobody owns then.
    const fields = wanted.body.stringData === undefined ? owned : { ...owned, 'f:data': {} };
    const updated = isOwn(before, this.#aim) ? updatedFields(before) : {};
    const isUpdated = Object.keys(updated).length > 0;
    // What Helm 3 added goes with the next revision that does not want it, which a dry run cannot show.
    const values = {
      before: pick(before, union(fields, updated)),
      after: pick(after, isUpdated ? ownedFields(after) : fields),
    };
    // A field that somebody else has set to the wanted value has to be taken up too, or the release could not give it up later.
    // What Helm 3 owns is the release's already.
    const isOwned = isUpdated || isEqual(ownedFields(before), ownedFields(after));
    const isSame = isEqual(values.before, values.after) && isOwned;
    return { op: isSame ? 'unchanged' : 'configured', ...values, ...(isUpdated ? { isUpdated } : {}) };
  }

  /** Which object it is about, and what its belonging asks for. */
  #settled({ ref }: Wanted, live: KubeObject): Pick<Assessment, 'live' | 'isAdopted' | 'blocker' | 'need'> {
    return { live: identityOf(live), ...said(belongingOf(this.#aim, ref, live)) };
  }

  async #refused(wanted: Wanted, error: ApiError): Promise<Assessment> {
    const before = await readObject(this.#cluster, wanted);
    if (before === null) return refusedCreation(wanted, error);
    if (!isFieldConflict(error)) return { ...this.#invalid(wanted, before, error), warnings: [] };
    return this.#conflict(wanted, before, fieldConflictOf(wanted.ref, error));
  }

  /** Fields that others manage: what taking them by force would do, for the person to see and to agree to. */
  async #conflict(wanted: Wanted, before: KubeObject, conflict: FieldConflict | undefined): Promise<Assessment> {
    const forced = await dryRun(this.#cluster, wanted, { force: true });
    const known =
      forced instanceof ApiError
        ? { ...this.#invalid(wanted, before, forced), warnings: [] }
        : {
            ...this.#compared(wanted, before, forced.object),
            ...this.#settled(wanted, before),
            // Where the values are the same, still the owner changes.
            op: 'configured' as const,
            warnings: forced.warnings,
          };
    // Who agrees to an adoption agrees that those who applied it before lose it.
    const isAgreed = known.isAdopted === true || this.#aim.consent.includes('force');
    if (conflict === undefined) return { ...known, isForced: true };
    const takes = isAgreed || forced instanceof ApiError ? undefined : this.#seen(wanted, before, forced.object);
    if (takes !== undefined && known.blocker === undefined) return { ...known, conflict, isForced: true, takes };
    if (isAgreed || known.blocker !== undefined) return { ...known, conflict, isForced: isAgreed };
    const { manager, fields } = conflict;
    const blocker = `${formatRef(wanted.ref)}: ${fields.join(', ')} ${fields.length === 1 ? 'is' : 'are'} managed by ${manager}.`;
    return { ...known, conflict, blocker, need: 'force' };
  }

  /** The edits that were seen, where they hold all that forcing takes; undefined where it would take more. */
  #seen({ ref }: Wanted, before: KubeObject, after: KubeObject): readonly SeenEdit[] | undefined {
    const { takes = [] } = this.#aim;
    // Where the object has moved between both, `sendTaking` finds it out: it writes to the very version that it looked at.
    return isSeen(takes, ref, takenFields(before, after, FIELD_MANAGER)) ? takes : undefined;
  }

  /** A change that the API server does not allow: made anew where the field is the only obstacle and nothing is lost by it. */
  #invalid(wanted: Wanted, before: KubeObject, error: ApiError): Omit<Assessment, 'warnings'> {
    const name = formatRef(wanted.ref);
    const known = this.#settled(wanted, before);
    const isNobodys = known.isAdopted === true || known.need === 'adopt';
    const fields = immutableFieldsOf(error);
    if (fields !== undefined && isNobodys) {
      const what = fields.join(', ') || 'what differs';
      const blocker = `${name} exists, belongs to no release, and ${what} cannot be changed in it: choose another namespace, or delete it first.`;
      return { op: 'configured', live: identityOf(before), blocker };
    }
    if (fields === undefined || known.blocker !== undefined || !isReplaceable(before) || saysKeep(wanted.body)) {
      // Agreeing to an adoption would not mend what is refused.
      const refused = refusedBy(wanted, error);
      if (known.blocker !== undefined) {
        const blocker = isNobodys ? refused.blocker : known.blocker;
        return { op: 'configured', live: identityOf(before), blocker };
      }
      const values = { before: pick(before, ownedFields(before)), after: content(wanted.body) };
      return { op: 'configured', ...known, ...values, ...refused };
    }
    return {
      op: 'replaced',
      ...known,
      before: pick(before, ownedFields(before)),
      after: content(wanted.body),
      isOrphaning: staysOrphaned(before, wanted.body),
      danger: dangerOfReplacing(before, wanted.body),
    };
  }

  async #creation(wanted: Wanted, live: KubeObject | undefined): Promise<Assessment> {
    const known = live ?? (await readObject(this.#cluster, wanted));
    if (known !== null) return { op: 'unchanged', warnings: [], ...this.#settled(wanted, known) };
    const answer = await dryRun(this.#cluster, wanted);
    if (answer instanceof ApiError) return refusedCreation(wanted, answer);
    return { op: 'created', after: content(wanted.body), warnings: [] };
  }
}

/** Wanted as it was wanted, and there as the release has applied it, to the last field: so it is the release's own, too. */
function isUntouched({ body }: Wanted, live: KubeObject, stamp: string | undefined): boolean {
  return stamp !== undefined && stampOf(body, live) === stamp;
}

function said(belonging: Belonging): Pick<Assessment, 'isAdopted' | 'blocker' | 'need'> {
  if (belonging === 'own') return {};
  return belonging === 'adopted' ? { isAdopted: true } : belonging;
}

function refusedCreation(wanted: Wanted, error: ApiError): Assessment {
  return { op: 'created', after: content(wanted.body), warnings: [], ...refusedBy(wanted, error) };
}

function refusedBy({ ref }: Wanted, { message }: ApiError): { readonly blocker: string; readonly refusal: string } {
  return { blocker: `${formatRef(ref)}: ${refusalSentence(message)}`, refusal: message };
}

function identityOf({ metadata }: KubeObject): { readonly uid: string; readonly resourceVersion: string } {
  return { uid: metadata.uid ?? '', resourceVersion: metadata.resourceVersion ?? '' };
}

/** All but the name of the kind, with its fields in the order in which the server has them. */
function content({ apiVersion: _apiVersion, kind: _kind, ...rest }: KubeObject): unknown {
  return JSON.parse(canonical(rest));
}
