// `odin contexts`: the clusters that can be chosen, and the kubeconfigs that could not be read.
import { EXIT } from './exit-code.ts';
import { type Invocation, openContexts } from './invocation.ts';
import { formatTable } from './table.ts';

export async function runContexts(invocation: Invocation): Promise<number> {
  const { files, contexts } = openContexts(invocation).list();
  const rows = contexts.map((context) => [
    context.isCurrent ? '*' : '',
    context.name,
    context.server ?? '',
    context.file ?? 'use --demo',
  ]);
  invocation.console.result({ files, contexts }, formatTable(['CURRENT', 'NAME', 'SERVER', 'FILE'], rows));
  const cautions = new Set(contexts.flatMap(({ cautions = [] }) => cautions.map(({ sentence }) => sentence)));
  for (const sentence of cautions) invocation.console.say(`Caution: ${sentence}`);
  for (const { problem, remedy } of files) {
    if (problem !== undefined) invocation.console.say(remedy === undefined ? problem : `${problem}\n  ${remedy}`);
  }
  for (const { problem } of contexts) if (problem !== undefined) invocation.console.say(problem);
  return EXIT.ok;
}
