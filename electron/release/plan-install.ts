// What installing, or bringing an installed release to a new wanted state, would do.
import type { PreparedPlan, ReleaseContext } from './context.ts';
import type { Desired } from './desired.ts';
import { planRevision } from './plan-revision.ts';

/** Plans an install, or the upgrade of what is there; throws as `planRevision` does. */
export function planInstall(context: ReleaseContext, desired: Desired, signal: AbortSignal): Promise<PreparedPlan> {
  return planRevision(context, { desired }, signal);
}
