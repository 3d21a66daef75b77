// The chain between the GPU and its charts: the first broken link as a sentence, then every link with its evidence.
import { Button } from '@mantine/core';
import { toAppError } from '../../../shared/errors.ts';
import type { DoctorReport } from '../../../shared/model/doctor.ts';
import { formatClock, formatMoment } from '../../format/clock.ts';
import { useClusterStatus, useDoctor } from '../../ipc/queries.ts';
import { commonText } from '../../text/common.ts';
import { doctorText } from '../../text/doctor.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { ClusterRemarks } from './ClusterRemarks.tsx';
import css from './DoctorPage.module.css';
import { LinkDetail, type Repairs } from './LinkDetail.tsx';
import { LinkList } from './LinkList.tsx';
import { toneOfLevel } from './tones.ts';

export function DoctorPage({ openStack, openDrift }: Repairs) {
  const { data: report, error, isFetching, refetch } = useDoctor();
  // The shell's banner says why nothing answers.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (report === undefined) {
    if (error === null || isLost) return <PageSkeleton words={doctorText.loading} />;
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={doctorText.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  const { cluster } = report;
  const first = report.links.find(({ name }) => name === report.first);
  return (
    <div className="page">
      <Headline tone={isLost ? 'none' : toneOfLevel(report.level)} title={report.sentence}>
        {reasonOf(report)}
      </Headline>
      {error === null || isLost ? null : (
        <Banner tone="warn">
          {doctorText.failed}. {toAppError(error).message}
        </Banner>
      )}
      {first === undefined ? null : (
        <section className={`card ${css.first}`} aria-label={doctorText.links[first.name]}>
          <LinkDetail link={first} openStack={openStack} openDrift={openDrift} />
        </section>
      )}
      <LinkList report={report} openStack={openStack} openDrift={openDrift} />
      {cluster === undefined || cluster.remarks.length === 0 ? null : <ClusterRemarks {...cluster} />}
      <div className={css.foot}>
        <p className={`muted ${css.note}`}>
          {cluster?.remarks.length === 0 ? `${cluster.sentence} ` : ''}
          {report.isOnNode ? doctorText.onNode : doctorText.elsewhere}
        </p>
        {report.level === 'notInstalled' ? <Button onClick={openStack}>{doctorText.repair.install}</Button> : null}
        <Button
          variant="default"
          disabled={isLost}
          // Disabled in full it would lose the focus of whoever has just pressed it.
          data-disabled={isFetching}
          aria-disabled={isFetching}
          onClick={() => (isFetching ? undefined : void refetch())}
        >
          {isFetching ? doctorText.looking : doctorText.lookAgain}
        </Button>
      </div>
    </div>
  );
}

function reasonOf({ reason, asleepSince, at }: DoctorReport): string {
  const told = [
    ...(reason === undefined ? [] : [reason]),
    ...(asleepSince === undefined ? [] : [doctorText.asleepSince(formatMoment(asleepSince / 1000, at / 1000))]),
    doctorText.lookedAt(formatClock(at / 1000)),
  ];
  return told.join(' ');
}
