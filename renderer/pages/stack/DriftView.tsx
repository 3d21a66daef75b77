// The drift from the newest revision, object by object, and the two ways to end it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { Drift } from '../../../shared/model/drift.ts';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import { seenEdits } from '../../../shared/model/seen-edits.ts';
import { useClusterStatus, useDrift } from '../../ipc/queries.ts';
import { commonText } from '../../text/common.ts';
import { stackText } from '../../text/stack.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { DocumentLayout } from './DocumentLayout.tsx';
import { DriftDetail } from './DriftDetail.tsx';
import { LookAgainButton } from './LookAgainButton.tsx';
import { ObjectList } from './ObjectList.tsx';
import type { Wish } from './proposal.ts';
import css from './StackPage.module.css';

type DriftHandler = (wish: Extract<Wish, { want: 'putBack' | 'accept' }>) => void;

export function DriftView({ choose }: { readonly choose: DriftHandler }) {
  const { data: drift, error, isFetching, refetch } = useDrift();
  // The shell's banner says why nothing answers; what failed is asked again when the cluster is back.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  // Former answers may no longer be true, so a failure to renew them is not passed over.
  if (error !== null && !isLost && !isFetching) {
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={stackText.drift.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  if (drift === undefined) return <PageSkeleton words={stackText.drift.loading} />;
  if (drift.objects.length === 0) {
    return (
      <Notice tone="ok" title={stackText.drift.noneTitle(drift.revision)} reason={stackText.drift.noneReason}>
        <Button loading={isFetching} onClick={() => void refetch()}>
          {stackText.drift.lookAgain}
        </Button>
      </Notice>
    );
  }
  return <DriftDocument drift={drift} isLooking={isFetching} lookAgain={() => void refetch()} choose={choose} />;
}

interface DriftDocumentProps {
  readonly drift: Drift;
  readonly isLooking: boolean;
  readonly lookAgain: () => void;
  readonly choose: DriftHandler;
}

function DriftDocument({ drift, isLooking, lookAgain, choose }: DriftDocumentProps) {
  const { objects, revision, release, namespace } = drift;
  const [chosenKey, setChosenKey] = useState<string>();
  const chosen = objects.find(({ ref }) => refKey(ref) === chosenKey) ?? objects[0];
  return (
    <>
      <Headline
        tone="warn"
        title={stackText.drift.title(objects.length)}
        controls={<LookAgainButton label={stackText.drift.lookAgain} isLooking={isLooking} onClick={lookAgain} />}
      >
        {stackText.drift.subtitle(revision, release, namespace)}
      </Headline>
      <DocumentLayout
        list={
          <ObjectList
            items={objects.map(({ ref, state }) => ({
              ref,
              chip: <Chip tone={state === 'missing' ? 'bad' : 'warn'}>{stackText.drift.state[state]}</Chip>,
            }))}
            chosen={chosen === undefined ? undefined : refKey(chosen.ref)}
            onChoose={setChosenKey}
          />
        }
        detail={chosen === undefined ? null : <DriftDetail object={chosen} revision={revision} />}
        detailLabel={chosen === undefined ? stackText.noObject : stackText.drift.fieldsOf(formatRef(chosen.ref))}
        foot={
          <>
            <StatusIcon tone="none" />
            <p className={css.words}>{stackText.drift.promise}</p>
            <div className={css.buttons}>
              <Button onClick={() => choose({ want: 'accept' })}>{stackText.drift.accept}</Button>
              <Button variant="filled" fw={600} onClick={() => choose({ want: 'putBack', takes: seenEdits(drift) })}>
                {stackText.drift.putBack}
              </Button>
            </div>
          </>
        }
      />
    </>
  );
}
