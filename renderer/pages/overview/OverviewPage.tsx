// The first glance: how the stack is, what is wrong, live values, its parts, what happened lately; without a stack, the cluster.
import { Button } from '@mantine/core';
import { toAppError } from '../../../shared/errors.ts';
import type { Overview } from '../../../shared/model/overview.ts';
import { formatAge } from '../../format/duration.ts';
import { useClusterStatus, useOverview, useStackStatus } from '../../ipc/queries.ts';
import { InterruptedBanner } from '../../status/InterruptedBanner.tsx';
import { commonText } from '../../text/common.ts';
import { overviewText } from '../../text/overview.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AlertsCard } from './AlertsCard.tsx';
import { InstallLine } from './InstallLine.tsx';
import css from './OverviewPage.module.css';
import { OverviewSkeleton } from './OverviewSkeleton.tsx';
import type { ProblemDoors } from './ProblemActions.tsx';
import { ProblemList } from './ProblemList.tsx';
import { Recently } from './Recently.tsx';
import { TableCard } from './TableCard.tsx';
import { TileStrip } from './TileStrip.tsx';
import { VerdictLine } from './VerdictLine.tsx';

interface Props extends ProblemDoors {
  readonly openGpu: () => void;
  readonly openHistory: () => void;
  readonly openDashboard: (uid: string) => void;
}

export function OverviewPage({
  openStack,
  openSettings,
  openDrift,
  openDoctor,
  openGpu,
  openHistory,
  openDashboard,
}: Props) {
  const { data: overview, error, refetch } = useOverview();
  const interrupted = useStackStatus().data?.interrupted;
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (overview == null) {
    if (error === null) return <OverviewSkeleton />;
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={overviewText.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  const pastAt = overview.stale || isLost ? overview.at : undefined;
  if (!overview.installed) {
    return (
      <div className={`page ${css.page}`}>
        <InstallLine namespace={overview.namespace} isLost={isLost} openStack={openStack} />
        <StaleBanner overview={overview} />
        <TableCard overview={overview} pastAt={pastAt} />
      </div>
    );
  }
  return (
    <div className={`page ${css.page}`}>
      <VerdictLine overview={overview} />
      <StaleBanner overview={overview} />
      {interrupted === undefined || isLost ? null : <InterruptedBanner interrupted={interrupted} open={openStack} />}
      {isLost ? null : (
        <ProblemList
          openStack={openStack}
          openSettings={openSettings}
          openDoctor={openDoctor}
          openDrift={openDrift}
          openDashboard={openDashboard}
        />
      )}
      <TileStrip openGpu={openGpu} openDashboard={openDashboard} />
      <AlertsCard openDashboard={openDashboard} />
      <div className={css.columns}>
        <TableCard overview={overview} pastAt={pastAt} />
        <Recently openHistory={openHistory} />
      </div>
    </div>
  );
}

/** A watch is down: what is shown was true then. The shell has a banner of its own when the whole cluster is gone. */
function StaleBanner({ overview }: { readonly overview: Overview }) {
  const isCovered = useClusterStatus().data?.state === 'unreachable';
  const isShown = overview.stale && !isCovered;
  const now = useNow(isShown ? 1_000 : null);
  if (!isShown) return null;
  return (
    <Banner tone="warn">
      {overviewText.stale(formatAge(overview.at, now))} {overview.staleReason}
    </Banner>
  );
}
