// One wanted object against the cluster: a dry run tells what applying it would do.
import { formatRef, type KubeObject, refKey } from '../../../shared/model/object.ts';
import type { FieldConflict } from '../../../shared/model/plan.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Aim, ReleaseContext } from '../context.ts';
import { canonical, isEqual } from '../fields/canonical.ts';
import { fieldConflictOf, isFieldConflict } from '../fields/conflict.ts';
import { ownedFields, pick, union, updatedFields } from '../fields/owned-fields.ts';
import { stampOf } from '../fields/stamp.ts';
import { isOwn } from '../object/additions.ts';
import { type ApplyOptions, applyRequest } from '../object/apply-request.ts';
import { type Belonging, belongingOf } from '../object/belonging.ts';
import type { Assessment, Wanted } from '../object/entry.ts';
import { type LiveObjects, readObject } from '../object/live.ts';
import { refusalSentence } from '../object/refusal-sentence.ts';
import { dangerOfReplacing, immutableFieldsOf, isReplaceable, staysOrphaned } from './immutable.ts';

/** Answers that are about the object; any other means that the cluster could not be asked. */
const REFUSALS = [400, 403, 404, 405, 409, 413, 415, 422, 500];

/** What is known already. */
export interface Known {
  /** See `readLive`. */
  readonly live: LiveObjects;
  /** Of the object when the release applied it, if it was noted; see `stampOf`. */
  readonly stamp: string | undefined;
}

/** Nothing. */
export const NOTHING_KNOWN: Known = { live: new Map(), stamp: undefined };

/** What the dry run made of it. */
interface Tried {
  readonly object: KubeObject;
  readonly isNew: boolean;
  readonly warnings: readonly string[];
}

/**
 * What applying `wanted` would do; what forbids it is part of the answer.
 *
 * Throws as `KubeClient.request` does when the cluster cannot be asked.
 */
export async function assess(
  context: ReleaseContext,
  aim: Aim,
  wanted: Wanted,
  { live, stamp }: Known,
  signal: AbortSignal,
): Promise<Assessment> {
  if (wanted.untried !== undefined) return { op: 'created', after: content(wanted.body), warnings: [] };
  if (wanted.mode === 'create') return assessCreation(context, aim, wanted, live, signal);
  const known = live.get(refKey(wanted.ref));
  if (known !== undefined && isUntouched(wanted, known, stamp)) {
    return { ...compared(aim, wanted, known, known), live: identityOf(known), stamp, warnings: [] };
  }
  const tried = await dryRun(context, wanted, {}, signal);
  if (tried instanceof ApiError) return assessRefused(context, aim, wanted, tried, signal);
  const { object, isNew, warnings } = tried;
  if (isNew) return { op: 'created', after: pick(object, ownedFields(object)), warnings };
  const isCurrent = known?.metadata.resourceVersion === object.metadata.resourceVersion;
  const before = isCurrent ? known : await readObject(context, wanted, signal);
  // Gone since the dry run: what is true now is that it would be made.
  if (before === null || before === undefined) return assess(context, aim, wanted, { live, stamp }, signal);
  const change = compared(aim, wanted, before, object);
  // What Helm 3 owns has to be looked at again each time.
  const isStamped = change.op === 'unchanged' && change.isUpdated !== true;
  const stamped = isStamped ? { stamp: stampOf(wanted.body, before) } : {};
  return { ...change, ...stamped, ...settled(aim, wanted, before), warnings };
}

/** Wanted as it was wanted, and there as the release has applied it, to the last field: so it is the release's own, too. */
function isUntouched({ body }: Wanted, live: KubeObject, stamp: string | undefined): boolean {
  return stamp !== undefined && stampOf(body, live) === stamp;
}

async function dryRun(
  { client }: ReleaseContext,
  wanted: Wanted,
  options: ApplyOptions,
  signal: AbortSignal,
): Promise<Tried | ApiError> {
  try {
    const request = applyRequest(wanted, { ...options, dryRun: true });
    const { body, status, warnings } = await client.request<KubeObject>({ ...request, signal });
    const named = warnings.map((warning) => `${formatRef(wanted.ref)}: ${warning}`);
    return { object: body, isNew: status === 201, warnings: named };
  } catch (error) {
    if (error instanceof ApiError && REFUSALS.includes(error.status)) return error;
    throw error;
  }
}

/** What would change in the fields that the release owns. */
function compared(
  aim: Aim,
  wanted: Wanted,
  before: KubeObject,
  after: KubeObject,
): Pick<Assessment, 'op' | 'before' | 'after' | 'isUpdated'> {
  const owned = union(ownedFields(before), ownedFields(after));
  // The server moves `stringData` into `data`, which nobody owns then.
  const fields = wanted.body.stringData === undefined ? owned : { ...owned, 'f:data': {} };
  const updated = isOwn(before, aim) ? updatedFields(before) : {};
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
function settled(
  aim: Aim,
  { ref }: Wanted,
  live: KubeObject,
): Pick<Assessment, 'live' | 'isAdopted' | 'blocker' | 'need'> {
  return { live: identityOf(live), ...said(belongingOf(aim, ref, live)) };
}

function said(belonging: Belonging): Pick<Assessment, 'isAdopted' | 'blocker' | 'need'> {
  if (belonging === 'own') return {};
  return belonging === 'adopted' ? { isAdopted: true } : belonging;
}

async function assessRefused(
  context: ReleaseContext,
  aim: Aim,
  wanted: Wanted,
  error: ApiError,
  signal: AbortSignal,
): Promise<Assessment> {
  const before = await readObject(context, wanted, signal);
  const conflict = fieldConflictOf(wanted.ref, error);
  if (before === null) {
    return { op: 'created', warnings: [], blocker: `${formatRef(wanted.ref)}: ${refusalSentence(error.message)}` };
  }
  if (!isFieldConflict(error)) return { ...assessInvalid(aim, wanted, before, error), warnings: [] };
  return assessConflict(context, aim, wanted, before, conflict, signal);
}

/** Fields that others manage: what taking them by force would do, for the person to see and to agree to. */
async function assessConflict(
  context: ReleaseContext,
  aim: Aim,
  wanted: Wanted,
  before: KubeObject,
  conflict: FieldConflict | undefined,
  signal: AbortSignal,
): Promise<Assessment> {
  const forced = await dryRun(context, wanted, { force: true }, signal);
  const known =
    forced instanceof ApiError
      ? { ...assessInvalid(aim, wanted, before, forced), warnings: [] }
      : {
          ...compared(aim, wanted, before, forced.object),
          ...settled(aim, wanted, before),
          // Where the values are the same, still the owner changes.
          op: 'configured' as const,
          warnings: forced.warnings,
        };
  // Who agrees to an adoption agrees that those who applied it before lose it.
  const isAgreed = known.isAdopted === true || aim.consent.includes('force');
  if (conflict === undefined) return { ...known, isForced: true };
  if (isAgreed || known.blocker !== undefined) return { ...known, conflict, isForced: isAgreed };
  const { manager, fields } = conflict;
  const blocker = `${formatRef(wanted.ref)}: ${fields.join(', ')} ${fields.length === 1 ? 'is' : 'are'} managed by ${manager}.`;
  return { ...known, conflict, blocker, need: 'force' };
}

/** A change that the API server does not allow: made anew where the field is the only obstacle and nothing is lost by it. */
function assessInvalid(aim: Aim, wanted: Wanted, before: KubeObject, error: ApiError): Omit<Assessment, 'warnings'> {
  const name = formatRef(wanted.ref);
  const known = settled(aim, wanted, before);
  const isNobodys = known.isAdopted === true || known.need === 'adopt';
  const fields = immutableFieldsOf(error);
  if (fields !== undefined && isNobodys) {
    const what = fields.join(', ') || 'what differs';
    const blocker = `${name} exists, belongs to no release, and ${what} cannot be changed in it: choose another namespace, or delete it first.`;
    return { op: 'configured', live: identityOf(before), blocker };
  }
  if (fields === undefined || known.blocker !== undefined || !isReplaceable(wanted.ref)) {
    // Agreeing to an adoption would not mend what is refused.
    const own = isNobodys ? undefined : known.blocker;
    return { op: 'configured', live: identityOf(before), blocker: own ?? `${name}: ${refusalSentence(error.message)}` };
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

async function assessCreation(
  context: ReleaseContext,
  aim: Aim,
  wanted: Wanted,
  live: LiveObjects,
  signal: AbortSignal,
): Promise<Assessment> {
  const known = live.get(refKey(wanted.ref)) ?? (await readObject(context, wanted, signal));
  if (known !== null) return { op: 'unchanged', warnings: [], ...settled(aim, wanted, known) };
  const tried = await dryRun(context, wanted, {}, signal);
  if (!(tried instanceof ApiError)) return { op: 'created', after: content(wanted.body), warnings: [] };
  return { op: 'created', warnings: [], blocker: `${formatRef(wanted.ref)}: ${refusalSentence(tried.message)}` };
}

function identityOf({ metadata }: KubeObject): { readonly uid: string; readonly resourceVersion: string } {
  return { uid: metadata.uid ?? '', resourceVersion: metadata.resourceVersion ?? '' };
}

/** All but the name of the kind, with its fields in the order in which the server has them. */
function content({ apiVersion: _apiVersion, kind: _kind, ...rest }: KubeObject): unknown {
  return JSON.parse(canonical(rest));
}
