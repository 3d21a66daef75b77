// The one flow of every command that changes a release: show the plan, ask, apply exactly that plan, tell how it ended.
import { AppError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { PlanRequest } from '../../shared/model/plan-request.ts';
import { STACK_RELEASE } from '../../shared/model/stack.ts';
import type { ManagedRelease } from '../session/managed-release.ts';
import { type ConsentOptions, chooseRelease, type ReleaseOptions } from './chosen-release.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { planStatus, printPlan } from './print-plan.ts';
import { progressOn, runOperation } from './run-operation.ts';

/** Options of every changing command. */
export interface ChangeOptions extends ReleaseOptions, ConsentOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly all?: boolean;
}

/** What is to be changed, and how it is asked about. */
export interface ChangeTask {
  readonly name: string | undefined;
  /** What is asked for; a function where the release itself tells it. */
  readonly request: PlanRequest | ((release: ManagedRelease) => Promise<PlanRequest>);
  readonly question: string;
  /** Refused, as `notFound`, where there is no such release. */
  readonly mustExist?: boolean;
}

/** Carries it out; gives the exit status. */
export async function runChange(
  invocation: Invocation,
  { name, request, question, mustExist = false }: ChangeTask,
  options: ChangeOptions,
): Promise<number> {
  const { console, signal } = invocation;
  return withSession(
    invocation,
    async (session) => {
      const release = chooseRelease(session, name, options);
      if (mustExist && (await release.standing(signal)).installed === undefined) {
        const message = `There is no release ${name ?? STACK_RELEASE} to upgrade; \`odin install\` makes it.`;
        throw new AppError('notFound', message);
      }
      const asked = typeof request === 'function' ? await request(release) : request;
      const plan = await session.plan(asked, signal, release);
      const isFinal = options.dryRun === true || planStatus(plan) !== EXIT.ok;
      if (isFinal || !console.isForPrograms) printPlan(console, plan, options);
      if (isFinal) return planStatus(plan);
      const isAsked = options.yes !== true && plan.isNoChange !== true;
      if (isAsked && !(await console.confirm(`${stakesOf(plan)}${question}`, signal))) return EXIT.cancelled;
      return runOperation(invocation, session, plan);
    },
    { onOperation: progressOn(console) },
  );
}

/** What the question is to say of what is lost and granted: its answer is the confirmation. */
function stakesOf({ stakes }: Plan): string {
  if (stakes === undefined) return '';
  const { losses, grants, expiries = [] } = stakes;
  const does = [
    losses.length > 0 ? `deletes for good ${objects(losses)}` : [],
    expiries.length > 0 ? 'deletes older data' : [],
    grants.length > 0 ? `grants rights to ${objects(grants)}` : [],
  ];
  return `This ${does.flat().join(' and ')}. `;
}

function objects({ length }: readonly string[]): string {
  return length === 1 ? '1 object' : `${length} objects`;
}
