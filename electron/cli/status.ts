// `odin status`: how the cluster and the stack are, once or as it changes.
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { lookAt } from './status-report.ts';
import { toned } from './tone.ts';
import { watchStatus } from './watch-status.ts';

export interface StatusOptions {
  /** Again with each change, until Ctrl+C. */
  readonly watch?: boolean;
}

export async function runStatus(invocation: Invocation, { watch = false }: StatusOptions = {}): Promise<number> {
  if (watch) return watchStatus(invocation);
  const { console, signal } = invocation;
  return withSession(invocation, async (session) => {
    const seen = await session.watch.glance(signal);
    const { value, blocks, isWell } = await lookAt(session, seen, signal);
    console.result(value, blocks);
    for (const { sentence } of session.context.cautions ?? []) console.say([toned('warn', 'Caution'), `: ${sentence}`]);
    return isWell ? EXIT.ok : EXIT.unhealthy;
  });
}
