// A release's own namespaces come before everything else, and go again when nothing can be put into them.
import { AppError } from '../../../shared/errors.ts';
import { refKey } from '../../../shared/model/object.ts';
import { objectPath } from '../../kube/discovery.ts';
import type { ReleaseContext } from '../context.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { assess, NOTHING_KNOWN } from '../plan/assess.ts';
import type { PreparedRevision } from '../plan/prepared.ts';
import { strangersIn } from '../plan/strangers.ts';
import { type Applied, applyEntry } from './apply-stages.ts';
import { CLOSING_LIMIT_MS } from './notes.ts';
import type { Progress } from './progress.ts';

/** Makes the release's own namespace, if the plan brings it: its lock and its records have no other place. */
export async function makeHome(
  context: ReleaseContext,
  prepared: PreparedRevision,
  applied: Applied,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const home = made(prepared.entries).find(({ ref }) => ref.name === prepared.namespace);
  if (home !== undefined) await applyEntry(context, home, applied, progress, signal);
}

/**
 * Makes the namespaces that the plan brings, and only then tries what is to be in them.
 *
 * Throws `invalid` with what the cluster refuses there.
 */
export async function makeNamespaces(
  context: ReleaseContext,
  prepared: PreparedRevision,
  entries: readonly Entry[],
  applied: Applied,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const homeless = entries.filter(({ untried }) => untried === 'namespace');
  if (homeless.length === 0) return;
  await inParallel(made(entries), (entry) => applyEntry(context, entry, applied, progress, signal));
  const tried = await inParallel(homeless, (entry) =>
    assess(context, prepared, { ...entry, untried: undefined }, NOTHING_KNOWN, signal),
  );
  const problems = tried.flatMap(({ blocker }) => blocker ?? []);
  if (problems.length > 0) throw new AppError('invalid', problems.join(' '));
}

/** Removes the namespaces that were made, where they are still empty: an install that was not begun leaves nothing. */
export async function unmakeNamespaces(
  context: ReleaseContext,
  prepared: PreparedRevision,
  applied: Applied,
): Promise<void> {
  const signal = AbortSignal.timeout(CLOSING_LIMIT_MS);
  await inParallel(made(prepared.entries), async ({ ref, resource }) => {
    const uid = applied.get(refKey(ref))?.metadata.uid;
    if (uid === undefined || (await strangersIn(context, ref.name, prepared, [], signal)) !== undefined) return;
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
    await context.client.request({ method: 'DELETE', path: objectPath(resource, undefined, ref.name), body, signal });
  }).catch(() => {});
}

function made(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ ref, assessment }) => ref.kind === 'Namespace' && assessment.op === 'created');
}
