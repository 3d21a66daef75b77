// The charts of a GPU's further quantities, unfolded where somebody wants them, and asked for only then.
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { type ChartSpan, useDetailMetrics } from '../../ipc/queries.ts';
import { commonText } from '../../text/common.ts';
import { gpuText } from '../../text/gpu.ts';
import { LoadingArea } from '../../ui/LoadingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useRememberedFlag } from '../../ui/use-remembered.ts';
import { ChartCard, ChartSkeleton } from './ChartCard.tsx';
import { DETAIL_CHARTS } from './charts.ts';
import pageCss from './GpuPage.module.css';
import css from './MoreCharts.module.css';
import { useTurns } from './use-turns.ts';
import type { Stretch } from './zoom.ts';

interface Props {
  /** What the page's other charts show: it has the reasons that hold clocks back. */
  readonly page: MetricsRange;
  readonly span: ChartSpan;
  readonly isPaused: boolean;
  readonly isStale: boolean;
  readonly openGrafana: (dashboard: string) => void;
  readonly zoom: (stretch: Stretch) => void;
  readonly xids: readonly GpuXid[];
}

export function MoreCharts(props: Props) {
  const [isOpen, setIsOpen] = useRememberedFlag('gpu.more');
  return (
    <section className={css.more} aria-label={gpuText.moreCharts}>
      <UnstyledButton className={css.toggle} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <IconChevronRight size={14} className={isOpen ? css.opened : css.closed} aria-hidden />
        {gpuText.moreCharts}
      </UnstyledButton>
      {isOpen ? <Charts {...props} /> : null}
    </section>
  );
}

function Charts({ page, span, isPaused, isStale, openGrafana, zoom, xids }: Props) {
  const { data, error, refetch } = useDetailMetrics(span, isPaused);
  const shown = useMemo(() => data && { ...data, results: [...data.results, ...page.results] }, [data, page]);
  const turns = useTurns(shown === undefined ? 1 : DETAIL_CHARTS.length);
  if (data === undefined && error !== null) {
    const { message, remedy } = toAppError(error);
    return (
      <Notice tone="bad" title={gpuText.failed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  if (shown === undefined) {
    return (
      <LoadingArea words={gpuText.loading}>
        <div className={pageCss.grid}>
          <ChartSkeleton />
          <ChartSkeleton />
        </div>
      </LoadingArea>
    );
  }
  const isAbsent = (metric: string) => shown.results.find((one) => one.metric === metric)?.state === 'notExported';
  const absent = DETAIL_CHARTS.filter(({ metric }) => isAbsent(metric)).map(({ title }) => title);
  return (
    <>
      <div className={pageCss.grid}>
        {DETAIL_CHARTS.filter(({ metric }) => !isAbsent(metric)).map((spec, index) => (
          <ChartCard
            key={spec.metric}
            spec={spec}
            data={shown}
            isDrawn={index < turns}
            isStale={isStale || error !== null}
            openGrafana={openGrafana}
            zoom={zoom}
            xids={xids}
          />
        ))}
      </div>
      {absent.length === 0 ? null : <p className={css.absent}>{gpuText.notExportedOf(absent)}</p>}
    </>
  );
}
