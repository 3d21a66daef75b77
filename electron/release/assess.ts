// One wanted object against the cluster: a dry run tells what applying it would do.
import { formatRef, type KubeObject, refKey } from '../../shared/model/object.ts';
import { ApiError } from '../kube/api-error.ts';
import { isOwn, ownerOf } from './additions.ts';
import { applyRequest } from './apply-request.ts';
import { isEqual } from './canonical.ts';
import { fieldConflictOf } from './conflict.ts';
import type { ReleaseContext, ReleaseTarget } from './context.ts';
import type { Assessment, Wanted } from './entry.ts';
import { type LiveObjects, readObject } from './live.ts';
import { ownedFields, pick, union } from './owned-fields.ts';
import { refusalSentence } from './refusal-sentence.ts';

/** Answers that are about the object; any other means that the cluster could not be asked. */
const REFUSALS = [400, 403, 404, 405, 409, 413, 415, 422, 500];

/**
 * What applying `wanted` would do; what forbids it is part of the answer.
 *
 * @param live what is known already, see `readLive`
 * Throws as `KubeClient.request` does when the cluster cannot be asked.
 */
export async function assess(
  context: ReleaseContext,
  target: ReleaseTarget,
  wanted: Wanted,
  live: LiveObjects,
  signal: AbortSignal,
): Promise<Assessment> {
  if (wanted.untried !== undefined) return { op: 'created', after: content(wanted.body), warnings: [] };
  if (wanted.mode === 'create') return assessCreation(context, target, wanted, live, signal);
  const known = live.get(refKey(wanted.ref));
  try {
    const { body, status, warnings } = await context.client.request<KubeObject>({
      ...applyRequest(wanted, { dryRun: true }),
      signal,
    });
    if (status === 201) return { op: 'created', after: pick(body, ownedFields(body)), warnings: say(wanted, warnings) };
    const isCurrent = known?.metadata.resourceVersion === body.metadata.resourceVersion;
    const before = isCurrent ? known : await readObject(context, wanted, signal);
    if (before === null || before === undefined) return assess(context, target, wanted, live, signal);
    return compare(target, wanted, before, body, say(wanted, warnings));
  } catch (error) {
    if (!(error instanceof ApiError) || !REFUSALS.includes(error.status)) throw error;
    return refused(context, target, wanted, error, signal);
  }
}

function compare(
  target: ReleaseTarget,
  wanted: Wanted,
  before: KubeObject,
  after: KubeObject,
  warnings: readonly string[],
): Assessment {
  const { uid = '', resourceVersion = '' } = before.metadata;
  const values = valuesOf(wanted, before, after);
  const op = isEqual(values.before, values.after) ? 'unchanged' : 'configured';
  return { op, live: { uid, resourceVersion }, ...values, ...belongs(target, wanted, before, warnings) };
}

function valuesOf(wanted: Wanted, before: KubeObject, after: KubeObject): { before: unknown; after: unknown } {
  const owned = union(ownedFields(before), ownedFields(after));
  // The server moves `stringData` into `data`, which nobody owns then.
  const fields = wanted.body.stringData === undefined ? owned : union(owned, { 'f:data': {} });
  return { before: pick(before, fields), after: pick(after, fields) };
}

/** Whose it is now, and what follows from that. */
function belongs(
  target: ReleaseTarget,
  { ref }: Wanted,
  live: KubeObject,
  warnings: readonly string[],
): Pick<Assessment, 'warnings' | 'blocker'> {
  const name = formatRef(ref);
  if (live.metadata.deletionTimestamp !== undefined) {
    return { warnings, blocker: `${name} is being deleted; wait until it is gone.` };
  }
  if (isOwn(live, target)) return { warnings };
  const owner = ownerOf(live);
  if (owner === undefined) {
    return {
      warnings: [...warnings, `${name} exists and belongs to no release; it becomes part of ${target.release}.`],
    };
  }
  return { warnings, blocker: `${name} belongs to release ${owner.release} of namespace ${owner.namespace}.` };
}

async function refused(
  context: ReleaseContext,
  target: ReleaseTarget,
  wanted: Wanted,
  error: ApiError,
  signal: AbortSignal,
): Promise<Assessment> {
  const name = formatRef(wanted.ref);
  const before = await readObject(context, wanted, signal);
  const conflict = fieldConflictOf(wanted.ref, error);
  const said = before === null ? { warnings: [] } : belongs(target, wanted, before, []);
  const identity = before === null ? {} : { live: identityOf(before) };
  if (conflict === undefined) {
    const op = before === null ? 'created' : 'configured';
    return { op, ...identity, ...said, blocker: said.blocker ?? `${name}: ${refusalSentence(error.message)}` };
  }
  const { manager, fields } = conflict;
  const blocker =
    said.blocker ?? `${name}: ${fields.join(', ')} ${fields.length === 1 ? 'is' : 'are'} managed by ${manager}.`;
  const forced = await forcedValues(context, wanted, before, signal);
  return { op: 'configured', ...identity, ...said, ...forced, conflict, blocker };
}

/** What taking the fields by force would do, for the person to see. */
async function forcedValues(
  { client }: ReleaseContext,
  wanted: Wanted,
  before: KubeObject | null,
  signal: AbortSignal,
): Promise<Pick<Assessment, 'before' | 'after'>> {
  if (before === null) return {};
  try {
    const { body } = await client.request<KubeObject>({
      ...applyRequest(wanted, { dryRun: true, force: true }),
      signal,
    });
    return valuesOf(wanted, before, body);
  } catch (error) {
    if (error instanceof ApiError) return {};
    throw error;
  }
}

async function assessCreation(
  context: ReleaseContext,
  target: ReleaseTarget,
  wanted: Wanted,
  live: LiveObjects,
  signal: AbortSignal,
): Promise<Assessment> {
  const known = live.get(refKey(wanted.ref)) ?? (await readObject(context, wanted, signal));
  if (known !== null) return { op: 'unchanged', live: identityOf(known), ...belongs(target, wanted, known, []) };
  try {
    await context.client.request({ ...applyRequest(wanted, { dryRun: true }), signal });
    return { op: 'created', after: content(wanted.body), warnings: [] };
  } catch (error) {
    if (!(error instanceof ApiError) || !REFUSALS.includes(error.status)) throw error;
    return { op: 'created', warnings: [], blocker: `${formatRef(wanted.ref)}: ${refusalSentence(error.message)}` };
  }
}

function identityOf({ metadata }: KubeObject): { readonly uid: string; readonly resourceVersion: string } {
  return { uid: metadata.uid ?? '', resourceVersion: metadata.resourceVersion ?? '' };
}

function content({ apiVersion: _apiVersion, kind: _kind, ...rest }: KubeObject): unknown {
  return rest;
}

function say({ ref }: Wanted, warnings: readonly string[]): readonly string[] {
  return warnings.map((warning) => `${formatRef(ref)}: ${warning}`);
}
