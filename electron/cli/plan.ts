// `odin plan` and `odin diff`: what an install or upgrade would change, without changing anything.
import type { Plan } from '../../shared/model/plan.ts';
import { type ConsentOptions, chooseRelease, type ReleaseOptions } from './chosen-release.ts';
import { EXIT } from './exit-code.ts';
import { installRequest, type StackOptions } from './install-request.ts';
import { type Invocation, withSession } from './invocation.ts';
import { isChange, planStatus, printPlan } from './print-plan.ts';

export interface PlanOptions extends ReleaseOptions, ConsentOptions, StackOptions {
  readonly diff?: boolean;
  readonly all?: boolean;
}

export async function runPlan(invocation: Invocation, name: string | undefined, options: PlanOptions): Promise<number> {
  const plan = await planOf(invocation, name, options);
  printPlan(invocation.console, plan, options);
  return planStatus(plan);
}

/** The differences alone, as `kubectl diff`; `different` when there are some. */
export async function runDiff(invocation: Invocation, name: string | undefined, options: PlanOptions): Promise<number> {
  const plan = await planOf(invocation, name, options);
  const changes = plan.changes.filter(isChange);
  printPlan(invocation.console, { ...plan, changes }, { diff: true });
  if (planStatus(plan) !== EXIT.ok) return planStatus(plan);
  return changes.length === 0 ? EXIT.ok : EXIT.different;
}

async function planOf(invocation: Invocation, name: string | undefined, options: PlanOptions): Promise<Plan> {
  const { signal } = invocation;
  const request = await installRequest(options);
  return withSession(invocation, (session) => session.plan(request, signal, chooseRelease(session, name, options)));
}
