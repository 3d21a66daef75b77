// Prints a plan on a console, and gives the exit status that it calls for.
import { formatRef } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { CONSENT_OPTIONS } from './consent-options.ts';
import type { Console } from './console.ts';
import { EXIT } from './exit-code.ts';
import type { Block } from './table.ts';
import { type Line, toned } from './tone.ts';
import { CHANGE_TONES } from './tones.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Whether a change of a plan does something to its object. */
export function isChange({ op }: Plan['changes'][number]): boolean {
  return op !== 'unchanged' && op !== 'kept' && op !== 'skipped';
}

/** 0 when the plan may be applied, else `refused`. */
export function planStatus(plan: Plan): number {
  return plan.blockers.length === 0 ? EXIT.ok : EXIT.refused;
}

/** How a plan is shown. */
export interface PlanView {
  /** With the differences of each object. */
  readonly diff?: boolean;
  /** With the objects that nothing is done to. */
  readonly all?: boolean;
}

/** Prints a plan, then what a person should know before confirming. Programs get all of it, however it is shown. */
export function printPlan(console: Console, plan: Plan, view: PlanView): void {
  console.result(plan, planText(plan, view));
  for (const { ref, danger } of plan.changes)
    if (danger !== undefined) console.say([toned('bad', 'danger'), `: ${formatRef(ref)}: ${danger}`]);
  for (const name of plan.stakes?.losses ?? []) console.say([toned('bad', 'deleted for good'), `: ${name}`]);
  for (const sentence of plan.stakes?.expiries ?? []) console.say([toned('bad', 'deleted for good'), `: ${sentence}`]);
  for (const name of plan.stakes?.grants ?? []) console.say([toned('warn', 'gets rights'), `: ${name}`]);
  for (const warning of plan.warnings) console.say([toned('warn', 'warning'), `: ${warning}`]);
  for (const blocker of plan.blockers) console.say([toned('bad', 'blocked'), `: ${blocker}`]);
  for (const need of plan.needs) console.say(`to agree: ${CONSENT_OPTIONS[need]}`);
}

/** A line for each object that something is done to or left out, then how many there are of each. */
export function planText(plan: Plan, { diff = false, all = false }: PlanView): Block[] {
  const shown = plan.changes.filter(({ op }) => all || op !== 'unchanged');
  const lines = shown.flatMap((change): Line[] => {
    const { op, ref, reason } = change;
    const why = reason === undefined ? '' : `: ${reason}`;
    const head = [toned(CHANGE_TONES[op], op.padEnd(10)), ` ${formatRef(ref)}${why}`];
    return diff && isChange(change)
      ? [head, ...unifiedDiff(change.before ?? '', change.after ?? '').map(signed)]
      : [head];
  });
  const gist = plan.sentence === undefined || plan.isNoChange === true ? [] : [plan.sentence];
  return [...lines, ...(lines.length === 0 ? [] : ['']), ...gist, summary(plan, shown.length < plan.changes.length)];
}

function signed(line: string): Line {
  if (line.startsWith('@@')) return [toned('none', line)];
  if (line.startsWith('+')) return [toned('ok', line)];
  return line.startsWith('-') ? [toned('bad', line)] : line;
}

/** "install odin 1.0.0 in namespace monitoring: 20 created, 50 unchanged (--all shows them)". */
function summary(plan: Plan, hides: boolean): string {
  const counts = new Map<string, number>();
  for (const { op } of plan.changes) counts.set(op, (counts.get(op) ?? 0) + 1);
  const parts = [...counts].map(
    ([op, count]) => `${count} ${op}${hides && op === 'unchanged' ? ' (--all shows them)' : ''}`,
  );
  const sum = plan.isNoChange === true ? `nothing to change, ${parts.join(', ')}` : parts.join(', ') || 'nothing to do';
  return `${plan.verb} ${plan.release} ${plan.version} in namespace ${plan.namespace}: ${sum}`;
}
