// Any change before it is made: its plan as a document, what has to be agreed to, and the button that confirms it.
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../shared/errors.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { type useApplyPlan, usePlan } from '../../ipc/queries.ts';
import { stackText } from '../../text/stack.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { Consents } from './Consents.tsx';
import { MissingPlan } from './MissingPlan.tsx';
import { PlanDocument } from './PlanDocument.tsx';
import { isBlocked, worthTwoLooks } from './plan-facts.ts';
import {
  confirmOf,
  isDestructive,
  isUnfinished,
  isWorthConfirming,
  promiseOf,
  requestOf,
  titleOf,
  type Wish,
} from './proposal.ts';
import css from './StackPage.module.css';

interface Props {
  readonly wish: Wish;
  readonly status: StackStatus;
  readonly apply: ReturnType<typeof useApplyPlan>;
  /** Choices before it is planned, beside the title. */
  readonly controls?: ReactNode;
  /** What it comes to, below the title. */
  readonly gist?: ReactNode;
  /** Conditions to fulfil before it can be confirmed, in the foot. */
  readonly conditions?: ReactNode;
  readonly isReady?: boolean;
  /** A button for what can be done instead; told why there is no plan, where there is none. */
  readonly otherwise: (refusal?: AppError) => ReactNode;
}

export function PlanView({ wish, status, apply, controls, gist, conditions, isReady = true, otherwise }: Props) {
  const wishKey = JSON.stringify(wish);
  const [agreed, setAgreed] = useState<{ readonly wishKey: string; readonly consent: Consent }>();
  // What was agreed to for one wish says nothing of another.
  const consent = agreed?.wishKey === wishKey ? agreed.consent : [];
  const confirm = useRef<HTMLButtonElement>(null);
  const isDeclined = apply.error !== null && toAppError(apply.error).code === 'cancelled';
  // A button that waits is disabled and loses the focus: who has said no to the system's question stands where they were.
  useEffect(() => {
    if (isDeclined) confirm.current?.focus();
  }, [isDeclined]);
  const query = usePlan(requestOf(wish, consent));
  const plan = query.data;
  const tone = wish.want === 'install' && isUnfinished(status) ? 'warn' : undefined;
  const title = titleOf(wish, status, plan);
  // A plan that could not be made anew may no longer be true.
  if (plan === undefined || query.isRefetchError) {
    const words = wish.want === 'uninstall' ? stackText.planningUninstall : stackText.planning;
    return <MissingPlan query={query} tone={tone} title={title} words={words} action={otherwise} />;
  }
  const isImpossible = isBlocked(plan);
  const isRisky =
    tone === 'warn' || isDestructiveNow(wish) || (wish.want !== 'uninstall' && worthTwoLooks(plan).length > 0);
  return (
    <PlanDocument
      tone={tone}
      title={title}
      subtitle={
        <>
          {plan.sentence === undefined ? null : <span className={css.sentence}>{plan.sentence}</span>}
          {gist}
          {/* What is installed has its release in the status. */}
          {status.installed === undefined || wish.want === 'uninstall' ? (
            <span className={css.record}>{stackText.into(status.release, status.namespace)}</span>
          ) : null}
        </>
      }
      controls={controls}
      plan={plan}
      failure={apply.error}
      planAgain={() => {
        apply.reset();
        void query.refetch();
      }}
      isPlanning={query.isFetching}
      foot={
        <>
          <Consents plan={plan} consent={consent} onChange={(next) => setAgreed({ wishKey, consent: next })} />
          <StatusIcon tone={isImpossible ? 'bad' : isRisky ? 'warn' : 'ok'} />
          <p className={css.words}>{promiseOf(wish, status, plan)}</p>
          {conditions}
          <div className={css.buttons}>
            {otherwise()}
            {isWorthConfirming(wish, status, plan) ? (
              <Button
                ref={confirm}
                variant={isDestructive(wish, status) ? 'danger' : 'filled'}
                fw={600}
                disabled={isImpossible || !isReady || query.isFetching}
                loading={apply.isPending}
                onClick={() => apply.mutate(plan.hash)}
              >
                {confirmOf(wish, status, plan)}
              </Button>
            ) : null}
          </div>
        </>
      }
    />
  );
}

/** Data goes. */
function isDestructiveNow(wish: Wish): boolean {
  return wish.want === 'uninstall' && wish.deleteData;
}
