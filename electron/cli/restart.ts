// `odin restart`: new pods for a part of the stack or any workload, after its consequences were shown.
import { formatRef } from '../../shared/model/object.ts';
import type { ActionPreview } from '../../shared/model/object-action.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { objectNamed } from './object-named.ts';

export interface RestartOptions {
  readonly namespace?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** @param word as in {@link objectNamed} */
export async function runRestart(invocation: Invocation, word: string, options: RestartOptions): Promise<number> {
  const { console, signal } = invocation;
  const { namespace = STACK_NAMESPACE, yes = false, dryRun = false } = options;
  return withSession(invocation, async (session) => {
    const { overview } = await session.watch.first(signal);
    const object = objectNamed(word, namespace, overview);
    const preview = await session.actions.preview({ verb: 'restart', object }, signal);
    if (dryRun) {
      console.result(preview, previewText(preview));
      return EXIT.ok;
    }
    for (const line of previewText(preview)) console.say(line);
    if (!yes && !(await console.confirm(`Restart ${formatRef(preview.object)}?`, signal))) return EXIT.cancelled;
    const result = await session.actions.run(preview.hash, signal);
    console.result(result, [result.sentence]);
    return EXIT.ok;
  });
}

function previewText({ consequences, release }: ActionPreview): string[] {
  return [...consequences, ...(release === undefined ? [] : [release])];
}
