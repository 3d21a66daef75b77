// The stack's changes: planned, under way, ended; what was, and what differs from it now.
import './settings/without-eval.ts';
import { Button } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { hasEnded } from '../../../shared/model/operation-phase.ts';
import { useApplyPlan, useClusterStatus, useOperation, useStackStatus } from '../../ipc/queries.ts';
import { useHash } from '../../status/use-hash.ts';
import { commonText } from '../../text/common.ts';
import { stackText } from '../../text/stack.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { OperationView } from './OperationView.tsx';
import css from './StackPage.module.css';
import { StackTabs } from './StackTabs.tsx';
import { settingIn } from './setting-address.ts';
import type { Draft } from './settings/setting-schema.ts';
import { START, startAt, type View } from './view.ts';

interface Props {
  readonly openOverview: () => void;
  readonly openGrafana: () => void;
  /** A tab that a person is led to. */
  readonly place?: string | undefined;
}

export function StackPage({ openOverview, openGrafana, place }: Props) {
  const { data: status, error, refetch } = useStackStatus();
  const { data: operation } = useOperation();
  // Kept here: while a plan is checked once more its view gives way to the operation's, and a refusal brings it back.
  const apply = useApplyPlan();
  const [view, setView] = useState<View>(() => startAt(place));
  // A setting that an address names is shown, whatever was shown before.
  const asked = useHash(settingIn);
  const [followed, setFollowed] = useState<string>();
  if (asked !== followed) {
    setFollowed(asked);
    if (asked !== undefined) setView({ tab: 'settings' });
  }
  // Led to another place of the page that is shown already.
  const [formerPlace, setFormerPlace] = useState(place);
  if (place !== formerPlace) {
    setFormerPlace(place);
    setView(startAt(place));
  }
  // Also kept here: a look at another tab, at a plan or at an operation costs nothing that was typed.
  const [draft, setDraft] = useState<Draft>();
  // The result of an operation stays until it was read, also when the person was on another page as it ended.
  const [dismissed, setDismissed] = useSessionStorage({ key: 'dismissed-operation', defaultValue: '' });

  // The shell's banner says why nothing answers.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (status === undefined || operation === undefined) {
    if (error === null || isLost) return <PageSkeleton words={stackText.loading} />;
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={stackText.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  const turnTo = (next: View) => {
    apply.reset();
    setView(next);
  };
  const leave = (ended: Operation, next: View) => {
    // What was applied is no draft any more.
    if (ended.phase === 'succeeded' && isOfSettings(view)) setDraft(undefined);
    turnTo(next);
    setDismissed(ended.id);
  };
  const isShown = operation !== null && !(hasEnded(operation.phase) && operation.id === dismissed);
  return (
    <div className={css.page}>
      {isShown ? (
        <OperationView
          key={operation.id}
          operation={operation}
          openOverview={openOverview}
          openGrafana={openGrafana}
          dismiss={() => leave(operation, viewAfter(operation, view))}
          startCleanUp={() => leave(operation, { tab: 'plan', wish: 'uninstall' })}
          startGoingBack={(revision) => leave(operation, { tab: 'history', wish: { want: 'rollback', revision } })}
        />
      ) : (
        <StackTabs status={status} apply={apply} view={view} turnTo={turnTo} draft={draft} setDraft={setDraft} />
      )}
    </div>
  );
}

/** Whether it shows the plan of chosen settings. */
function isOfSettings({ wish }: View): boolean {
  return wish !== undefined && wish !== 'uninstall' && wish.want === 'install';
}

/** What was planned is done: how the stack is then. Else where it was begun: a rollback's end is best seen in the history. */
function viewAfter({ phase }: Operation, { tab }: View): View {
  return tab === undefined || (phase === 'succeeded' && tab === 'plan') ? START : { tab };
}
