// Changes by hand since the newest good revision: each wanted field beside what the cluster has, and who wrote it.
import { AppError } from '../../../shared/errors.ts';
import { record } from '../../../shared/json.ts';
import type { Drift, DriftedField, DriftedObject } from '../../../shared/model/drift.ts';
import { type KubeObject, refKey } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Cluster } from '../context.ts';
import { isEqual } from '../fields/canonical.ts';
import { type FieldPath, formatPath, leavesOf, managerOf, valueAt } from '../fields/field-path.ts';
import { HIDDEN, maskPair } from '../fields/mask.ts';
import { ownedFields, union } from '../fields/owned-fields.ts';
import { lineOf } from '../fields/yaml-of.ts';
import { applyRequest } from '../object/apply-request.ts';
import type { Wanted } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { readLive, readObject } from '../object/live.ts';
import { runOf } from '../object/self-removing.ts';
import type { Book } from '../record/book.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { desiredOf } from '../wanted/manifest.ts';
import { resolve } from '../wanted/resolve.ts';

/** An object that is not as wanted, with values as they are: never to be printed. */
export interface Difference {
  readonly wanted: Wanted;
  /** Null when it was deleted. */
  readonly live: KubeObject | null;
  readonly fields: readonly { readonly path: FieldPath; readonly wanted: unknown; readonly live: unknown }[];
}

/** A good revision, and where the cluster differs from it. */
export interface Differences {
  readonly record: HelmRelease;
  readonly differences: readonly Difference[];
}

/** Drift as it is shown. Throws as {@link findDifferences} does. */
export async function readDrift(book: Book): Promise<Drift> {
  const { record, differences } = await findDifferences(book);
  return { ...book.target, revision: record.version, objects: differences.map(shown) };
}

/**
 * Compares the newest revision that was healthy with the cluster.
 *
 * Throws `notFound` when there is none, and as `KubeClient.request` does.
 */
export async function findDifferences({ cluster, target, revisions, state }: Book): Promise<Differences> {
  const revision = await revisions.newestGood();
  const record = await revisions.read(revision);
  if (record === null) throw new AppError('notFound', `Revision ${revision} of release ${target.release} is gone.`);
  const [{ wanted }, stored] = await Promise.all([resolve(cluster, desiredOf(target, record)), state.read()]);
  const runs = new Map(stored?.state.inventory.map((item) => [refKey(item), item.done]));
  const live = await readLive(cluster, wanted);
  const found = await inParallel(wanted, async (one) => {
    const object = live.get(refKey(one.ref)) ?? (await readObject(cluster, one));
    if (object === null && runs.get(refKey(one.ref)) === runOf(one.body)) return undefined;
    return differenceOf(cluster, one, object);
  });
  return { record, differences: found.filter((one) => one !== undefined) };
}

async function differenceOf(
  cluster: Cluster,
  wanted: Wanted,
  live: KubeObject | null,
): Promise<Difference | undefined> {
  if (live === null) return { wanted, live, fields: [] };
  const applied = await forced(cluster, wanted);
  const after = applied ?? wanted.body;
  const owned = applied === undefined ? ownedFields(live) : ownedFields(applied);
  // The server moves `stringData` into `data`, which nobody owns then.
  const secrets = Object.keys((wanted.body.stringData as object | undefined) ?? {}).map((key) => [`f:${key}`, {}]);
  const fields = leavesOf(union(owned, secrets.length === 0 ? {} : { 'f:data': Object.fromEntries(secrets) }))
    .map((path) => ({ path, wanted: valueAt(after, path), live: valueAt(live, path) }))
    .filter((field) => !isStringData(field.path) && !isEqual(field.wanted, field.live));
  return fields.length === 0 ? undefined : { wanted, live, fields };
}

/** The object as the release wants it, defaults included; undefined when it could not become so without being made anew. */
async function forced({ client }: Cluster, wanted: Wanted): Promise<KubeObject | undefined> {
  try {
    const request = applyRequest(wanted, { dryRun: true, force: true });
    return (await client.request<KubeObject>(request)).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return undefined;
    throw error;
  }
}

function isStringData([first]: FieldPath): boolean {
  return first?.field === 'stringData';
}

function shown({ wanted: { ref }, live, fields }: Difference): DriftedObject {
  if (live === null) return { ref, state: 'missing', fields: [] };
  const hide = (value: unknown, path: FieldPath) => {
    if (value === undefined) return undefined;
    if (ref.kind === 'Secret' && path[0]?.field === 'data') return HIDDEN;
    return lineOf(maskedAt(value, path));
  };
  return {
    ref,
    state: 'changed',
    fields: fields.map(({ path, wanted, live: now }): DriftedField => {
      const [before, after] = [hide(wanted, path), hide(now, path)];
      return {
        path: formatPath(path),
        ...(before === undefined ? {} : { wanted: before }),
        ...(after === undefined ? {} : { live: after }),
        ...managerOf(live, path),
      };
    }),
  };
}

/** As `maskPair` masks it in its place, which tells what it is: the variable whose value it is, the Secret's annotation. */
function maskedAt(value: unknown, path: FieldPath): unknown {
  const before = path.at(-2);
  const field = path.at(-1)?.field;
  const isNamed = field !== undefined && before?.keys !== undefined;
  const { after } = maskPair('', { before: undefined, after: isNamed ? { ...before.keys, [field]: value } : value });
  return isNamed ? record(after)[field] : after;
}
