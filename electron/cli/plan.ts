// `odin plan` and `odin diff`: what an install or upgrade would change, without changing anything.
import { formatRef } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { CONSENT_OPTIONS, type ConsentOptions, chooseRelease, type ReleaseOptions } from './chosen-release.ts';
import type { Console } from './console.ts';
import { EXIT } from './exit-code.ts';
import { installRequest } from './install.ts';
import { type Invocation, withSession } from './invocation.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface PlanOptions extends ReleaseOptions, ConsentOptions {
  readonly stackVersion?: string;
  readonly settings?: string;
  readonly diff?: boolean;
}

export async function runPlan(invocation: Invocation, name: string | undefined, options: PlanOptions): Promise<number> {
  const plan = await planOf(invocation, name, options);
  printPlan(invocation.console, plan, options.diff === true);
  return planStatus(plan);
}

/** The differences alone, as `kubectl diff`; `different` when there are some. */
export async function runDiff(invocation: Invocation, name: string | undefined, options: PlanOptions): Promise<number> {
  const plan = await planOf(invocation, name, options);
  const changes = plan.changes.filter(isChange);
  printPlan(invocation.console, { ...plan, changes }, true);
  if (planStatus(plan) !== EXIT.ok) return planStatus(plan);
  return changes.length === 0 ? EXIT.ok : EXIT.different;
}

async function planOf(invocation: Invocation, name: string | undefined, options: PlanOptions): Promise<Plan> {
  const { signal } = invocation;
  const request = await installRequest(options);
  return withSession(invocation, (session) => session.plan(request, signal, chooseRelease(session, name, options)));
}

function isChange({ op }: Plan['changes'][number]): boolean {
  return op !== 'unchanged' && op !== 'kept' && op !== 'skipped';
}

/** 0 when the plan may be applied, else `refused`. */
export function planStatus(plan: Plan): number {
  return plan.blockers.length === 0 ? EXIT.ok : EXIT.refused;
}

/** Prints a plan: a line an object, then what a person should know before confirming. */
export function printPlan(console: Console, plan: Plan, withDiff: boolean): void {
  const lines = plan.changes.flatMap((change) => {
    const head = `${change.op.padEnd(10)} ${formatRef(change.ref)}${change.reason === undefined ? '' : `: ${change.reason}`}`;
    return withDiff && isChange(change) ? [head, unifiedDiff(change.before ?? '', change.after ?? '')] : [head];
  });
  console.result(plan, [...lines, '', summary(plan)].join('\n'));
  for (const { ref, danger } of plan.changes)
    if (danger !== undefined) console.say(`danger: ${formatRef(ref)}: ${danger}`);
  for (const warning of plan.warnings) console.say(`warning: ${warning}`);
  for (const blocker of plan.blockers) console.say(`blocked: ${blocker}`);
  for (const need of plan.needs) console.say(`to agree: ${CONSENT_OPTIONS[need]}`);
}

/** "ODIN 1.0.0 in namespace monitoring: 20 created, 2 kept". */
function summary(plan: Plan): string {
  const counts = new Map<string, number>();
  for (const { op } of plan.changes) counts.set(op, (counts.get(op) ?? 0) + 1);
  const parts = [...counts].map(([op, count]) => `${count} ${op}`);
  return `${plan.verb} ${plan.release} ${plan.version} in namespace ${plan.namespace}: ${parts.join(', ') || 'nothing to do'}`;
}
