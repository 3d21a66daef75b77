// `odin status`: how the cluster and the stack are, once.
import type { Overview } from '../../shared/model/overview.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { formatTable } from './table.ts';

export async function runStatus(invocation: Invocation): Promise<number> {
  const { console, signal } = invocation;
  return withSession(invocation, async (session) => {
    const { status, overview, verdict } = await session.watch.first(signal);
    const stack = await session.stackStatus(signal);
    const installed =
      stack.installed === undefined ? 'not installed' : `${stack.installed.version}, ${stack.installed.status}`;
    const nodes = `${status.nodeCount} ${status.nodeCount === 1 ? 'node' : 'nodes'}`;
    const text = [
      `cluster  ${session.context.name} (${status.distribution} ${status.version}, ${nodes})`,
      `stack    ${stack.release} in namespace ${stack.namespace}: ${installed}`,
      ...(stack.interrupted === undefined ? [] : [`change   ${interruptionText(stack)}`]),
      verdict.reason === undefined ? verdict.sentence : `${verdict.sentence}: ${verdict.reason}`,
      ...(overview.installed ? ['', table(overview)] : []),
    ].join('\n');
    console.result({ status, stack, verdict, overview }, text);
    for (const { sentence } of session.context.cautions ?? []) console.say(`Caution: ${sentence}`);
    return verdict.level === 'healthy' && stack.interrupted?.failure === undefined ? EXIT.ok : EXIT.unhealthy;
  });
}

function interruptionText({ interrupted }: StackStatus): string {
  const { verb, failure } = interrupted ?? {};
  return `${failure ?? `the last ${verb} was interrupted.`} See \`odin recover --dry-run\`.`;
}

function table(overview: Overview): string {
  const rows = overview.workloads.map(({ kind, name, health }) => [`${kind}/${name}`, health.state, health.reason]);
  return formatTable(['WORKLOAD', 'HEALTH', 'REASON'], rows);
}
