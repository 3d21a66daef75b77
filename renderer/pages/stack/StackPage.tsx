// Install, watch, uninstall: a plan as a document, then the same document as progress and as result.
import { Button } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import { hasEnded } from '../../../shared/model/operation-phase.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import { useApplyPlan, useClusterStatus, useOperation, useStackStatus } from '../../ipc/queries.ts';
import { text } from '../../text.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { OperationView } from './OperationView.tsx';
import { PlanView } from './PlanView.tsx';
import css from './StackPage.module.css';
import { UninstallView } from './UninstallView.tsx';

export function StackPage({ openOverview }: { readonly openOverview: () => void }) {
  const { data: status, error, refetch } = useStackStatus();
  const { data: operation } = useOperation();
  // Kept here: while a plan is checked once more its view gives way to the operation's, and a refusal brings it back.
  const apply = useApplyPlan();
  const [verb, setVerb] = useState<PlanVerb>('install');
  // The result of an operation stays until it was read, also when the person was on another page as it ended.
  const [dismissed, setDismissed] = useSessionStorage({ key: 'dismissed-operation', defaultValue: '' });

  // The shell's banner says why nothing answers.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (status === undefined || operation === undefined) {
    if (error === null || isLost) return <PageSkeleton words={text.stack.loading} />;
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={text.stack.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{text.retry}</Button>
      </Notice>
    );
  }
  const turnTo = (next: PlanVerb) => {
    apply.reset();
    setVerb(next);
  };
  const isShown = operation !== null && !(hasEnded(operation.phase) && operation.id === dismissed);
  return (
    <div className={css.page}>
      {isShown ? (
        <OperationView
          key={operation.id}
          operation={operation}
          openOverview={openOverview}
          dismiss={() => {
            turnTo('install');
            setDismissed(operation.id);
          }}
        />
      ) : verb === 'install' || status.installed === undefined ? (
        <PlanView status={status} apply={apply} startUninstall={() => turnTo('uninstall')} />
      ) : (
        <UninstallView status={status} apply={apply} goBack={() => turnTo('install')} />
      )}
    </div>
  );
}
