// A release's own namespaces come before everything else, and go again when nothing can be put into them.
import { AppError } from '../../../shared/errors.ts';
import { refKey } from '../../../shared/model/object.ts';
import { objectPath } from '../../kube/discovery.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { Assessor } from '../plan/assess.ts';
import { withAwaited } from '../plan/awaiting.ts';
import type { PreparedRevision } from '../plan/prepared.ts';
import { strangersIn } from '../plan/strangers.ts';
import type { Book } from '../record/book.ts';
import { applyEntry } from './apply-stages.ts';
import { CLOSING_LIMIT_MS } from './bookkeeper.ts';
import type { Applied, Work } from './work.ts';

/** Makes the release's own namespace, if the plan brings it: its lock and its records have no other place. */
export async function makeHome(work: Work, prepared: PreparedRevision): Promise<void> {
  const home = made(prepared.entries).find(({ ref }) => ref.name === prepared.namespace);
  if (home !== undefined) await applyEntry(work, home);
}

/**
 * Makes the namespaces that the plan brings, and only then tries what is to be in them.
 *
 * Gives the entries, with what is known now of those that wait for others. Throws `invalid` with what the cluster refuses there.
 */
export async function makeNamespaces(
  work: Work,
  prepared: PreparedRevision,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  if (!entries.some(({ untried }) => untried === 'namespace')) return entries;
  await inParallel(made(entries), (entry) => applyEntry(work, entry));
  const assessor = new Assessor(work.cluster, prepared);
  const tried = await inParallel(entries, async (entry) =>
    entry.untried === 'namespace'
      ? { ...entry, assessment: await assessor.assess({ ...entry, untried: undefined }) }
      : entry,
  );
  const now = withAwaited(tried);
  const problems = now.flatMap(({ untried, assessment }) =>
    untried === 'namespace' ? (assessment.blocker ?? []) : [],
  );
  if (problems.length > 0) throw new AppError('invalid', problems.join(' '));
  return entries.map((entry, index) => {
    const awaits = now[index]?.assessment.awaits;
    return awaits === undefined ? entry : { ...entry, assessment: { ...entry.assessment, awaits } };
  });
}

/** Removes the namespaces that were made, where they are still empty: an install that was not begun leaves nothing. */
export async function unmakeNamespaces(book: Book, prepared: PreparedRevision, applied: Applied): Promise<void> {
  const closing = book.within(AbortSignal.timeout(CLOSING_LIMIT_MS));
  await inParallel(made(prepared.entries), async ({ ref, resource }) => {
    const uid = applied.get(refKey(ref))?.metadata.uid;
    if (uid === undefined || (await strangersIn(closing, ref.name, [])) !== undefined) return;
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
    const path = objectPath(resource, undefined, ref.name);
    await closing.cluster.client.request({ method: 'DELETE', path, body });
  }).catch(() => {});
}

function made(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ ref, assessment }) => ref.kind === 'Namespace' && assessment.op === 'created');
}
