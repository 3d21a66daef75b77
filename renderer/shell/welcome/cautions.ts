// Cautions where they belong: those about a file beside its path, once; the others beside the context.
import type { Caution, ClusterContext } from '../../../shared/model/cluster.ts';

const ABOUT_FILES: ReadonlySet<Caution['kind']> = new Set(['readable', 'writable']);

/** What is to be said of the file that has these contexts, each sentence once. */
export function cautionsOfFile(contexts: readonly ClusterContext[]): readonly Caution[] {
  const all = contexts.flatMap(({ cautions = [] }) => cautions).filter(({ kind }) => ABOUT_FILES.has(kind));
  return [...new Map(all.map((caution) => [caution.sentence, caution])).values()];
}

/** What is to be said of the context alone. */
export function cautionsOfContext({ cautions = [] }: ClusterContext): readonly Caution[] {
  return cautions.filter(({ kind }) => !ABOUT_FILES.has(kind));
}
