// The history of a release in the cluster: one Helm record a revision.
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { records } from '../../cluster/health/fields.ts';
import { ApiError } from '../../kube/api-error.ts';
import { METADATA_ONLY } from '../../kube/metadata-only.ts';
import type { ReleaseContext, ReleaseTarget } from '../context.ts';
import { repeated, repeatedUnlessDone } from '../object/repeated.ts';
import { decodeRecord, encodeRecord, type HelmRelease, type RecordStatus, recordName } from './record-format.ts';

/** One revision by its labels alone. */
export interface RevisionLabel {
  readonly revision: number;
  readonly status: string;
}

/** How many revisions are kept. */
const HISTORY_LIMIT = 10;

/** All revisions, oldest first. */
export async function listRevisions(
  { client }: ReleaseContext,
  target: ReleaseTarget,
  signal: AbortSignal,
): Promise<readonly RevisionLabel[]> {
  const query = { labelSelector: `owner=helm,name=${target.release}` };
  const { body } = await client.request<{ items?: unknown }>({
    path: secretsPath(target),
    query,
    // Ten records may be ten megabytes; their labels say enough.
    accept: METADATA_ONLY,
    signal,
  });
  return records(body.items)
    .map((item) => (item as unknown as KubeObject).metadata.labels ?? {})
    .map((labels) => ({ revision: Number(labels.version), status: labels.status ?? 'unknown' }))
    .filter(({ revision }) => Number.isInteger(revision))
    .sort((left, right) => left.revision - right.revision);
}

/** The newest revision that became healthy. Throws `notFound` when there is none. */
export async function newestGood(context: ReleaseContext, target: ReleaseTarget, signal: AbortSignal): Promise<number> {
  const good = (await listRevisions(context, target, signal)).findLast(({ status }) => status === 'deployed');
  if (good !== undefined) return good.revision;
  const message = `Release ${target.release} in namespace ${target.namespace} has no healthy revision to compare with.`;
  throw new AppError('notFound', message);
}

/** One revision; null when it is gone. */
export async function readRevision(
  { client }: ReleaseContext,
  target: ReleaseTarget,
  revision: number,
  signal: AbortSignal,
): Promise<HelmRelease | null> {
  try {
    const { body } = await client.request<KubeObject>({ path: recordPath(target, revision), signal });
    return decodeRecord(body);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/**
 * Writes a new revision. Being create-only, it also keeps Helm, and another ODIN, from beginning the same revision.
 *
 * Throws `conflict` when the revision exists already.
 */
export async function createRecord(
  context: ReleaseContext,
  target: ReleaseTarget,
  release: HelmRelease,
  signal: AbortSignal,
): Promise<void> {
  const secret = encodeRecord(release, Date.now());
  const outcome = async (): Promise<true | undefined> => {
    const found = await readRevision(context, target, release.version, signal);
    return found?.info.last_deployed === release.info.last_deployed && found.manifest === release.manifest
      ? true
      : undefined;
  };
  try {
    const create = async (): Promise<true> => {
      await context.client.request({ method: 'POST', path: secretsPath(target), body: secret, signal });
      return true;
    };
    await repeatedUnlessDone(create, outcome, signal);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    const message = `Revision ${release.version} of release ${target.release} exists already: another ODIN or Helm has begun a change; look at the plan again.`;
    throw new AppError('conflict', message, { cause: error });
  }
}

/** Sets a revision's status and what is told of it. One that is gone stays gone. */
export async function updateRecord(
  context: ReleaseContext,
  target: ReleaseTarget,
  revision: number,
  status: RecordStatus,
  description: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const found = await readRevision(context, target, revision, signal);
  if (found === null) return;
  const info = { ...found.info, status, ...(description === undefined ? {} : { description }) };
  const { data, metadata } = encodeRecord({ ...found, info }, Date.now());
  const labels = { status, modifiedAt: metadata.labels?.modifiedAt };
  const body = { metadata: { labels }, data };
  const patch = {
    method: 'PATCH',
    path: recordPath(target, revision),
    contentType: 'application/merge-patch+json',
  } as const;
  await repeated(() => context.client.request({ ...patch, body, signal }), signal);
}

/** Marks what was deployed before `revision` as superseded. */
export async function supersede(
  context: ReleaseContext,
  target: ReleaseTarget,
  revision: number,
  signal: AbortSignal,
): Promise<void> {
  const older = (await listRevisions(context, target, signal)).filter((entry) => entry.revision < revision);
  for (const entry of older) {
    if (entry.status !== 'deployed') continue;
    await updateRecord(context, target, entry.revision, 'superseded', undefined, signal);
  }
}

/** Forgets the oldest revisions beyond the limit, but never the one that is deployed. */
export async function forgetOldest(context: ReleaseContext, target: ReleaseTarget, signal: AbortSignal): Promise<void> {
  const all = await listRevisions(context, target, signal);
  for (const entry of all.slice(0, Math.max(0, all.length - HISTORY_LIMIT))) {
    if (entry.status === 'deployed') continue;
    await deleteRecord(context, target, entry.revision, signal);
  }
}

/** Removes one revision. */
export async function deleteRecord(
  { client }: ReleaseContext,
  target: ReleaseTarget,
  revision: number,
  signal: AbortSignal,
): Promise<void> {
  await repeated(() => client.request({ method: 'DELETE', path: recordPath(target, revision), signal }), signal).catch(
    (error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    },
  );
}

function secretsPath({ namespace }: ReleaseTarget): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
}

function recordPath(target: ReleaseTarget, revision: number): string {
  return `${secretsPath(target)}/${encodeURIComponent(recordName(target.release, revision))}`;
}
