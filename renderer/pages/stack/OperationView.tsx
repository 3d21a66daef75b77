// A change under way and how it ended: the tree of its plan with each object's state, how far it is, and a way to stop.
import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import type { ObjectProgress, Operation } from '../../../shared/model/operation.ts';
import { hasEnded } from '../../../shared/model/operation-phase.ts';
import { formatDateTime } from '../../format/clock.ts';
import { formatDuration } from '../../format/duration.ts';
import { useCancelOperation } from '../../ipc/queries.ts';
import { addressOf } from '../../status/object-address.ts';
import { commonText } from '../../text/common.ts';
import { stackText } from '../../text/stack.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { useNow } from '../../ui/use-now.ts';
import { DocumentLayout } from './DocumentLayout.tsx';
import { ObjectTree } from './ObjectTree.tsx';
import { groupsOf } from './object-groups.ts';
import { ProgressDetail } from './ProgressDetail.tsx';
import { culpritOf, howFar, listedOf, phaseWords, shareDone, toneOfOperation, worthALook } from './progress.ts';
import { progressTree } from './progress-tree.tsx';
import css from './StackPage.module.css';

interface Props {
  readonly operation: Operation;
  readonly openOverview: () => void;
  readonly openGrafana: () => void;
  /** The person has read the result. */
  readonly dismiss: () => void;
  /** Leads to the plan that removes what a failed first install made. */
  readonly startCleanUp: () => void;
  /** Leads to the plan that goes back to a revision. */
  readonly startGoingBack: (revision: number) => void;
}

export function OperationView(props: Props) {
  const { operation } = props;
  const [chosenKey, setChosenKey] = useState<string>();
  const { phase, objects, version, interrupted } = operation;
  const now = useNow(hasEnded(phase) ? null : 1_000);
  // Until a person chooses, the object that is being waited for is shown: one of the list.
  const listed = groupsOf(objects).flatMap((group) => listedOf(phase, group.objects));
  const chosen = listed.find(({ ref }) => refKey(ref) === chosenKey) ?? worthALook(listed);
  return (
    <>
      <Headline tone={toneOfOperation(operation)} title={phaseWords(operation)} chips={<Chip>{version}</Chip>}>
        {interrupted === undefined
          ? null
          : `${stackText.wasInterrupted(interrupted.verb, formatDateTime(interrupted.startedAt))} `}
        {howFar(operation, now)}
      </Headline>
      <Progress
        value={phase === 'succeeded' ? 100 : 100 * shareDone(objects)}
        color={phase === 'failed' ? 'var(--bad)' : 'var(--accent)'}
        size={4}
        aria-label={stackText.progressLabel}
      />
      <DocumentLayout
        list={
          <ObjectTree
            parts={progressTree(operation)}
            chosen={chosen === undefined ? undefined : refKey(chosen.ref)}
            onChoose={setChosenKey}
          />
        }
        detail={chosen === undefined ? null : <ProgressDetail phase={phase} object={chosen} />}
        detailLabel={chosen === undefined ? stackText.noObject : formatRef(chosen.ref)}
        foot={<Foot {...props} culprit={culpritOf(chosen === undefined ? listed : [chosen, ...listed])} />}
      />
    </>
  );
}

type FootProps = Props & { readonly culprit: ObjectProgress | undefined };

function Foot({ operation, openOverview, openGrafana, dismiss, startCleanUp, startGoingBack, culprit }: FootProps) {
  const cancel = useCancelOperation();
  const { id, phase, startedAt, endedAt, verb, mayGoBackTo } = operation;
  if (!hasEnded(phase)) {
    const stop = () => cancel.mutate(id, { onError: (error) => notifyFailure(stackText.cancelFailed, error) });
    return (
      <>
        <StatusIcon tone="busy" />
        <p className={css.words}>{stackText.whileRunning}</p>
        <div className={css.buttons}>
          <Button loading={cancel.isPending || cancel.isSuccess} onClick={stop}>
            {commonText.cancel}
          </Button>
        </div>
      </>
    );
  }
  const tookMs = (endedAt ?? startedAt) - startedAt;
  const took = tookMs < 1_000 ? stackText.tookNoTime : stackText.took(formatDuration(tookMs));
  const isInstalled = phase === 'succeeded' && verb !== 'uninstall';
  const hasGrafana = operation.objects.some(({ ref, op }) => ref.name === 'grafana' && isThere(ref.kind, op));
  const leave = () => {
    dismiss();
    openOverview();
  };
  return (
    <>
      <StatusIcon tone={toneOfOperation(operation)} />
      <p className={css.words}>
        {took} {whatNext(operation)}
      </p>
      <div className={css.buttons}>
        {operation.offer === 'cleanUp' ? <Button onClick={startCleanUp}>{stackText.cleanUpStart}</Button> : null}
        {culprit === undefined || phase === 'succeeded' ? null : (
          <Button component="a" href={addressOf(window.location.hash, { object: culprit.ref, tab: 'logs' })}>
            {stackText.showLog}
          </Button>
        )}
        <Button variant={isInstalled || mayGoBackTo !== undefined ? 'default' : 'filled'} onClick={dismiss}>
          {phase === 'succeeded' ? stackText.done : stackText.planAgain}
        </Button>
        {mayGoBackTo === undefined ? null : (
          <Button variant="filled" fw={600} onClick={() => startGoingBack(mayGoBackTo)}>
            {stackText.interrupted.rollBack(mayGoBackTo)}
          </Button>
        )}
        {isInstalled ? (
          <>
            <Button variant={hasGrafana ? 'default' : 'filled'} onClick={leave}>
              {stackText.goOverview}
            </Button>
            {hasGrafana ? (
              <Button variant="filled" fw={600} onClick={openGrafana}>
                {stackText.openGrafana}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
    </>
  );
}

/** Whether Grafana itself runs, or what it runs by. */
function isThere(kind: string, op: ObjectProgress['op']): boolean {
  return kind === 'Deployment' && op !== 'deleted' && op !== 'skipped';
}

function whatNext({ phase, rolledBackTo, mayGoBackTo, offer }: Operation): string | null {
  if (phase === 'cancelled') return stackText.afterCancelled;
  if (phase !== 'failed') return null;
  if (rolledBackTo !== undefined) return stackText.afterRolledBack(rolledBackTo);
  if (mayGoBackTo !== undefined) return stackText.afterFailedWithWay(mayGoBackTo);
  return offer === 'cleanUp' ? stackText.afterFirstFailed : stackText.afterFailed;
}
