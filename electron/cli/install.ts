// `odin install`: shows the plan, asks, applies exactly that plan, waits until it is healthy.
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { planStatus, printPlan } from './plan.ts';
import { progressOn, runOperation } from './run-operation.ts';

interface Options {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export async function runInstall(invocation: Invocation, options: Options): Promise<number> {
  const { console, signal } = invocation;
  return withSession(
    invocation,
    async (session) => {
      const plan = await session.planInstall(signal);
      const isFinal = options.dryRun === true || planStatus(plan) !== EXIT.ok;
      if (isFinal || !console.isJson) printPlan(console, plan, false);
      if (isFinal) return planStatus(plan);
      if (options.yes !== true && !(await console.confirm('Install this?', signal))) return EXIT.cancelled;
      return runOperation(invocation, session, plan);
    },
    { onOperation: progressOn(console) },
  );
}
