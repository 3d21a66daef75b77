// Prints a plan on a console, and gives the exit status that it calls for.
import { formatRef } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { CONSENT_OPTIONS } from './chosen-release.ts';
import type { Console } from './console.ts';
import { EXIT } from './exit-code.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Whether a change of a plan does something to its object. */
export function isChange({ op }: Plan['changes'][number]): boolean {
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
