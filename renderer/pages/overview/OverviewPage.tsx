// The state of the stack: one sentence, then its services and pods, live.
import { Button } from '@mantine/core';
import { toAppError } from '../../../shared/errors.ts';
import type { Overview } from '../../../shared/model/overview.ts';
import { formatAge } from '../../format/duration.ts';
import { useClusterStatus, useOverview, useStackStatus, useVerdict } from '../../ipc/queries.ts';
import { InterruptedBanner } from '../../status/InterruptedBanner.tsx';
import { NotInstalled } from '../../status/NotInstalled.tsx';
import { toneOfVerdict } from '../../status/tones.ts';
import { commonText } from '../../text/common.ts';
import { overviewText } from '../../text/overview.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Headline, HeadlineSkeleton } from '../../ui/Headline.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AlertsCard } from './AlertsCard.tsx';
import { PodTable } from './PodTable.tsx';
import { ServiceTable } from './ServiceTable.tsx';

interface Props {
  readonly openStack: () => void;
  readonly openDashboard: (uid: string) => void;
}

export function OverviewPage({ openStack, openDashboard }: Props) {
  const { data: overview, error, refetch } = useOverview();
  const interrupted = useStackStatus().data?.interrupted;
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (overview == null) {
    if (error === null) return <PageSkeleton words={overviewText.loading} />;
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={overviewText.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  if (!overview.installed) {
    return <NotInstalled namespace={overview.namespace} openStack={openStack} />;
  }
  const pastAt = overview.stale || isLost ? overview.at : undefined;
  return (
    <div className="page">
      <VerdictLine overview={overview} />
      <StaleBanner overview={overview} />
      {interrupted === undefined ? null : <InterruptedBanner interrupted={interrupted} open={openStack} />}
      <AlertsCard openDashboard={openDashboard} />
      <ServiceTable services={overview.services} pastAt={pastAt} />
      <PodTable pods={overview.pods} pastAt={pastAt} />
    </div>
  );
}

function VerdictLine({ overview }: { readonly overview: Overview }) {
  const verdict = useVerdict().data;
  // The shell's banner says why.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (verdict === undefined) return <HeadlineSkeleton />;
  return (
    <Headline tone={toneOfVerdict(verdict.level)} title={verdict.sentence}>
      {isLost ? overviewText.lost : (verdict.reason ?? overviewText.summary(overview.namespace, overview.pods.length))}
    </Headline>
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
