// The revisions of the release, each earlier one a way back; below, what Helm made in this cluster.
import { Button } from '@mantine/core';
import { toAppError } from '../../../shared/errors.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { useClusterStatus, useHistory } from '../../ipc/queries.ts';
import { commonText } from '../../text/common.ts';
import { stackText } from '../../text/stack.ts';
import { Headline } from '../../ui/Headline.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { currentOf } from './current-revision.ts';
import { HelmReleases } from './HelmReleases.tsx';
import { RevisionTable } from './RevisionTable.tsx';

interface Props {
  readonly status: StackStatus;
  readonly rollBackTo: (revision: number) => void;
}

export function HistoryView({ status, rollBackTo }: Props) {
  const { release, namespace, installed } = status;
  const { data: revisions, error, refetch } = useHistory();
  // The shell's banner says why nothing answers; what failed is asked again when the cluster is back.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (revisions === undefined) {
    if (error === null || isLost) return <PageSkeleton words={stackText.history.loading} />;
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={stackText.history.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  const current = currentOf(revisions);
  return (
    <>
      {current === undefined ? (
        <Notice tone="none" title={stackText.history.emptyTitle} reason={stackText.history.emptyReason} />
      ) : (
        <>
          <Headline title={stackText.history.title(current.revision)}>
            {stackText.history.subtitle(revisions.length, release, namespace)}
          </Headline>
          <div className="card">
            <RevisionTable
              revisions={revisions}
              current={current.revision}
              rollBackTo={installed?.owner === 'odin' ? rollBackTo : undefined}
            />
          </div>
        </>
      )}
      <HelmReleases />
    </>
  );
}
