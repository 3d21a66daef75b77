// kubectl's verdict on a workload as it is now, without any patience, however long kubectl itself takes on a busy machine.
import { expect } from 'vitest';

/** kubectl's own words for what is rolled out whole; what is not has others. */
const ROLLED_OUT = /successfully rolled out|rolling update complete|roll out complete/;

/** `kubectl` runs it with these arguments and gives its stdout; `workload` is such as `deployment/web`. */
export async function expectRolledOut(
  kubectl: (args: readonly string[]) => Promise<string>,
  namespace: string,
  workload: string,
): Promise<void> {
  const said = await kubectl(['rollout', 'status', workload, '-n', namespace, '--watch=false']);
  expect(said, workload).toMatch(ROLLED_OUT);
}
