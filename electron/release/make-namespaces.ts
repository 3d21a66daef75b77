// A release's own namespaces come before everything else, and go again when nothing can be put into them.
import { AppError } from '../../shared/errors.ts';
import { refKey } from '../../shared/model/object.ts';
import { objectPath } from '../kube/discovery.ts';
import { type Applied, applyEntry } from './apply-stages.ts';
import { assess } from './assess.ts';
import type { PreparedInstall, ReleaseContext } from './context.ts';
import type { Entry } from './entry.ts';
import { inParallel } from './in-parallel.ts';
import { CLOSING_LIMIT_MS } from './notes.ts';
import type { Progress } from './progress.ts';

/**
 * Makes the namespaces that the plan brings, and only then tries what is to be in them. What the cluster refuses there
 * ends the install before anything else is written, and the empty namespaces go again.
 */
export async function makeNamespaces(
  context: ReleaseContext,
  prepared: PreparedInstall,
  entries: readonly Entry[],
  applied: Applied,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const homeless = entries.filter(({ untried }) => untried === 'namespace');
  if (homeless.length === 0) return;
  const homes = entries.filter(({ ref, assessment }) => ref.kind === 'Namespace' && assessment.op === 'created');
  try {
    await inParallel(homes, (entry) => applyEntry(context, entry, applied, progress, signal));
    const tried = await inParallel(homeless, (entry) =>
      assess(context, prepared, { ...entry, untried: undefined }, new Map(), signal),
    );
    const problems = tried.flatMap(({ blocker }) => blocker ?? []);
    if (problems.length > 0) throw new AppError('invalid', problems.join(' '));
  } catch (error) {
    const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
    await inParallel(homes, async ({ ref, resource }) => {
      const uid = applied.get(refKey(ref))?.metadata.uid;
      if (uid === undefined) return;
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
      const path = objectPath(resource, undefined, ref.name);
      await context.client.request({ method: 'DELETE', path, body, signal: closing });
    }).catch(() => {});
    throw error;
  }
}
