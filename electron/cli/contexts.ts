// `odin contexts`: the clusters that can be chosen, and the kubeconfigs that could not be read.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, openContexts } from './invocation.ts';

export interface ContextsOptions {
  /** What --context takes, one a line: for shells. */
  readonly names?: boolean;
}

export async function runContexts(invocation: Invocation, { names }: ContextsOptions = {}): Promise<number> {
  const { files, contexts } = openContexts(invocation).list();
  if (names === true) {
    const words = wordsFor(contexts);
    invocation.console.result(words, words);
    return EXIT.ok;
  }
  const rows = contexts.map((context) => [
    context.isCurrent ? '*' : '',
    context.name,
    context.server ?? '',
    context.looksLike ?? '',
    context.file ?? 'use --demo',
  ]);
  const heading = ['CURRENT', 'NAME', 'SERVER', 'LOOKS LIKE', 'FILE'];
  invocation.console.result({ files, contexts }, [{ heading, rows }]);
  const cautions = new Set(contexts.flatMap(({ cautions = [] }) => cautions.map(({ sentence }) => sentence)));
  for (const sentence of cautions) invocation.console.say(`Caution: ${sentence}`);
  for (const { problem, remedy } of files) {
    if (problem !== undefined) invocation.console.say(problem);
    if (remedy !== undefined) invocation.console.say(`  ${remedy}`);
  }
  for (const { problem } of contexts) if (problem !== undefined) invocation.console.say(problem);
  return EXIT.ok;
}

/** The name of each context, or its id where two files have one of that name. The demo cluster has an option of its own. */
function wordsFor(contexts: readonly ClusterContext[]): string[] {
  const own = contexts.filter(({ kind }) => kind === 'kubeconfig');
  return own.map(({ id, name }) => (own.filter((other) => other.name === name).length > 1 ? id : name));
}
