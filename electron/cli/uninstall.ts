// `odin uninstall`: removes what ODIN created; data stays unless it is asked for by name.
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { planStatus, printPlan } from './plan.ts';
import { progressOn, runOperation } from './run-operation.ts';

interface Options {
  readonly yes?: boolean;
  readonly deleteData?: boolean;
  readonly dryRun?: boolean;
}

export async function runUninstall(invocation: Invocation, options: Options): Promise<number> {
  const { console, signal } = invocation;
  const deleteData = options.deleteData === true;
  return withSession(
    invocation,
    async (session) => {
      const plan = await session.planUninstall(deleteData, signal);
      const isFinal = options.dryRun === true || planStatus(plan) !== EXIT.ok;
      if (isFinal || !console.isJson) printPlan(console, plan, false);
      if (isFinal) return planStatus(plan);
      const question = deleteData ? 'Remove this, with all data in its volumes?' : 'Remove this?';
      if (options.yes !== true && !(await console.confirm(question, signal))) return EXIT.cancelled;
      return runOperation(invocation, session, plan);
    },
    { onOperation: progressOn(console) },
  );
}
