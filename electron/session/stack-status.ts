// The status of the stack: what is recorded of it in the cluster, and what the assets have.
import type { StackStatus } from '../../shared/model/stack.ts';
import type { ManagedRelease } from './managed-release.ts';
import { STACK, type StackSource } from './stack-source.ts';

/**
 * @param isBusy whether this process changes it at this moment, which is asked last: what is unfinished is then not interrupted
 */
export async function readStackStatus(
  stack: ManagedRelease,
  source: StackSource,
  isBusy: () => boolean,
  signal: AbortSignal,
): Promise<StackStatus> {
  const versions = await source.versions();
  const [availableVersion] = versions;
  const known = { ...STACK, availableVersion, versions: [...versions] };
  const [standing, values] = await Promise.all([stack.standing(signal), stack.supplied(signal)]);
  const { installed, unfinished, isWorkedOn } = standing;
  const isInterrupted = !isWorkedOn && !isBusy();
  return {
    ...known,
    ...(installed === undefined ? {} : { installed }),
    ...(values === undefined ? {} : { settings: values.supplied }),
    ...(unfinished === undefined || !isInterrupted ? {} : { interrupted: unfinished }),
  };
}
