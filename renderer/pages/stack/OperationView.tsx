// A change under way and how it ended: each object's state and sentence, how far it is, and a way to stop.
import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { hasEnded } from '../../../shared/model/operation-phase.ts';
import { formatDateTime } from '../../format/clock.ts';
import { formatDuration } from '../../format/duration.ts';
import { useCancelOperation } from '../../ipc/queries.ts';
import { commonText } from '../../text/common.ts';
import { stackText } from '../../text/stack.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { DocumentLayout } from './DocumentLayout.tsx';
import { ObjectList } from './ObjectList.tsx';
import { ProgressDetail } from './ProgressDetail.tsx';
import { countDone, howFar, phaseWords, sentenceIn, toneIn, toneOfOperation, worthALook } from './progress.ts';
import css from './StackPage.module.css';
import { toneOfOp } from './tones.ts';

interface Props {
  readonly operation: Operation;
  readonly openOverview: () => void;
  /** The person has read the result. */
  readonly dismiss: () => void;
  /** Leads to the plan that removes what a failed first install made. */
  readonly startCleanUp: () => void;
}

export function OperationView({ operation, openOverview, dismiss, startCleanUp }: Props) {
  const [chosenKey, setChosenKey] = useState<string>();
  const { phase, objects, version, interrupted } = operation;
  const done = countDone(objects);
  // Until a person chooses, the object that is being waited for is shown.
  const chosen = objects.find(({ ref }) => refKey(ref) === chosenKey) ?? worthALook(objects);
  return (
    <>
      <Headline tone={toneOfOperation(operation)} title={phaseWords(operation)} chips={<Chip>{version}</Chip>}>
        {interrupted === undefined
          ? null
          : `${stackText.wasInterrupted(interrupted.verb, formatDateTime(interrupted.startedAt))} `}
        {howFar(operation, done)}
      </Headline>
      <Progress
        value={phase === 'succeeded' ? 100 : (100 * done) / Math.max(1, objects.length)}
        color={phase === 'failed' ? 'var(--bad)' : 'var(--accent)'}
        size={4}
        aria-label={stackText.progressLabel}
      />
      <DocumentLayout
        list={
          <ObjectList
            items={objects.map((object) => ({
              ref: object.ref,
              icon: <StatusIcon tone={toneIn(phase, object)} label={sentenceIn(phase, object)} />,
              sentence: sentenceIn(phase, object),
              chip: <Chip tone={toneOfOp(object.op)}>{stackText.op[object.op]}</Chip>,
            }))}
            chosen={chosen === undefined ? undefined : refKey(chosen.ref)}
            onChoose={setChosenKey}
          />
        }
        detail={chosen === undefined ? null : <ProgressDetail phase={phase} object={chosen} />}
        detailLabel={chosen === undefined ? stackText.noObject : formatRef(chosen.ref)}
        foot={<Foot operation={operation} openOverview={openOverview} dismiss={dismiss} startCleanUp={startCleanUp} />}
      />
    </>
  );
}

function Foot({ operation, openOverview, dismiss, startCleanUp }: Props) {
  const cancel = useCancelOperation();
  const { id, phase, startedAt, endedAt, verb } = operation;
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
        <Button variant={isInstalled ? 'default' : 'filled'} onClick={dismiss}>
          {phase === 'succeeded' ? stackText.done : stackText.planAgain}
        </Button>
        {isInstalled ? (
          <Button variant="filled" fw={600} onClick={leave}>
            {stackText.goOverview}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function whatNext({ phase, rolledBackTo, offer }: Operation): string | null {
  if (phase === 'cancelled') return stackText.afterCancelled;
  if (phase !== 'failed') return null;
  if (rolledBackTo !== undefined) return stackText.afterRolledBack(rolledBackTo);
  return offer === 'cleanUp' ? stackText.afterFirstFailed : stackText.afterFailed;
}
