// The GPU's and the node's quantities over time, renewed every 5 s.
import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import { LONGEST_RANGE_SECONDS } from '../../../shared/model/metric-name.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { formatMoment } from '../../format/clock.ts';
import { useClusterStatus, useGpuProcesses, useGpuXids, useMetrics, useOverview } from '../../ipc/queries.ts';
import { useGrafanaPlace } from '../../status/grafana-place.ts';
import { NotInstalled } from '../../status/NotInstalled.tsx';
import { commonText } from '../../text/common.ts';
import { gpuText } from '../../text/gpu.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { LoadingArea } from '../../ui/LoadingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSteady } from '../../ui/use-steady.ts';
import { Remarks, StaleBanner } from './banners.tsx';
import { ChartCard, ChartSkeleton } from './ChartCard.tsx';
import { CHARTS, DASHBOARD } from './charts.ts';
import css from './GpuPage.module.css';
import { HeldBackLine } from './HeldBackLine.tsx';
import { HoldersCard } from './HoldersCard.tsx';
import { headlineOf } from './headline.ts';
import { MoreCharts } from './MoreCharts.tsx';
import { PauseButton } from './PauseButton.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { DEFAULT_RANGE, RangeControl, type RangeSeconds } from './RangeControl.tsx';
import { SleepLine } from './SleepLine.tsx';
import { useDayBefore } from './use-day-before.ts';
import { useTurns } from './use-turns.ts';
import { useStretch, useZoom } from './use-zoom.ts';
import { XidLine } from './XidLine.tsx';

interface Props {
  readonly openStack: () => void;
  readonly openDashboard: (uid: string, rangeSeconds: number) => void;
}

export function GpuPage({ openStack, openDashboard }: Props) {
  const overview = useOverview().data;
  if (overview?.installed === false) return <NotInstalled namespace={overview.namespace} openStack={openStack} />;
  return <Charts openDashboard={openDashboard} />;
}

function Charts({ openDashboard }: Pick<Props, 'openDashboard'>) {
  const [rangeSeconds, setRangeSeconds] = useState<RangeSeconds>(DEFAULT_RANGE);
  const [isPaused, setIsPaused] = useState(false);
  const stretch = useStretch();
  const span =
    stretch === undefined ? { rangeSeconds } : { rangeSeconds: stretch.to - stretch.from, endSeconds: stretch.to };
  const isStill = isPaused || stretch !== undefined;
  const { data, dataUpdatedAt, error, refetch } = useMetrics(span, isStill);
  const xids = useGpuXids(span, isStill);
  const turns = useTurns(data === undefined ? 1 : CHARTS.length + 1);
  const dayBefore = useDayBefore(data, span.rangeSeconds);
  const { zoomTo, leave } = useZoom(stretch, data && { from: data.startSeconds, to: data.endSeconds });
  const from = stretch?.from;
  // Grafana shows the last hours alone: so many that a stretch of the past is among them.
  const grafanaRange = useCallback(
    () =>
      from === undefined
        ? rangeSeconds
        : Math.max(60, Math.min(LONGEST_RANGE_SECONDS, Math.ceil(Date.now() / 1_000 - from))),
    [from, rangeSeconds],
  );
  useGrafanaPlace(useCallback(() => ({ dashboard: DASHBOARD, rangeSeconds: grafanaRange() }), [grafanaRange]));
  const openGrafana = useSteady((uid: string) => openDashboard(uid, grafanaRange()));
  const processes = useGpuProcesses().data;
  // The shell's banner says why nothing answers.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const failure = error === null ? undefined : toAppError(error);
  const isNow = failure === undefined && !isLost && !isStill;
  const sentence = data === undefined || !isNow ? undefined : headlineOf(data, processes);
  const retry = <Button onClick={() => void refetch()}>{commonText.retry}</Button>;
  return (
    <div className="page">
      <Headline
        title={sentence ?? titleOf(data)}
        chips={<Chips data={data} hasModel={sentence !== undefined} />}
        controls={
          <>
            <PauseButton isPaused={isPaused} toggle={() => setIsPaused(!isPaused)} />
            <RangeControl
              value={stretch === undefined ? rangeSeconds : undefined}
              onChange={(chosen) => {
                setRangeSeconds(chosen);
                leave();
              }}
            />
          </>
        }
      >
        {data === undefined || data.gpuStates.length === 0 ? undefined : (
          <SleepLine data={data} toldAlready={sentence} />
        )}
        {data === undefined ? null : <XidLine data={data} xids={xids} />}
        {data === undefined ? null : <HeldBackLine data={data} />}
      </Headline>
      {stretch === undefined ? null : (
        <Banner
          tone="none"
          action={<Button onClick={leave}>{gpuText.backToLast(gpuText.ranges[rangeSeconds])}</Button>}
        >
          {gpuText.zoomed(formatMoment(stretch.from, Date.now() / 1_000), formatMoment(stretch.to, stretch.from))}
        </Banner>
      )}
      {isPaused && stretch === undefined && data !== undefined ? (
        <Banner tone="none" action={<Button onClick={() => setIsPaused(false)}>{gpuText.goOn}</Button>}>
          {gpuText.paused(formatMoment(data.endSeconds, data.endSeconds))}
        </Banner>
      ) : null}
      {failure !== undefined && data !== undefined && !isLost ? (
        <StaleBanner renewedAt={dataUpdatedAt} reason={failure.message} action={retry} />
      ) : null}
      {data === undefined ? null : <Remarks data={data} />}
      {data === undefined ? (
        failure === undefined || isLost ? (
          <LoadingArea words={gpuText.loading}>
            <div className={css.grid}>
              {CHARTS.map(({ metric }) => (
                <ChartSkeleton key={metric} />
              ))}
            </div>
          </LoadingArea>
        ) : (
          <Notice tone="bad" title={gpuText.failed} reason={failure.message} remedy={failure.remedy}>
            {retry}
          </Notice>
        )
      ) : (
        <section className={css.grid} aria-label={gpuText.chartsLabel}>
          {CHARTS.map((spec, index) => (
            <ChartCard
              key={spec.metric}
              spec={spec}
              data={data}
              isDrawn={index < turns}
              isStale={!isNow}
              openGrafana={openGrafana}
              zoom={zoomTo}
              dayBefore={dayBefore}
              xids={xids}
            />
          ))}
        </section>
      )}
      {data === undefined || data.gpus.length === 0 ? null : (
        <MoreCharts
          page={data}
          span={span}
          isPaused={isStill}
          isStale={!isNow}
          openGrafana={openGrafana}
          zoom={zoomTo}
          xids={xids}
        />
      )}
      {data === undefined || data.gpus.length === 0 || turns <= CHARTS.length ? null : (
        <HoldersCard
          page={data}
          span={span}
          isPaused={isStill}
          isStale={!isNow}
          isFailing={failure !== undefined || isLost}
          openGrafana={() => openGrafana(DASHBOARD)}
          zoom={zoomTo}
          xids={xids}
        />
      )}
      {data === undefined ? null : <ProcessTable nowSeconds={data.endSeconds} isPast={isLost} />}
    </div>
  );
}

function titleOf(data: MetricsRange | undefined): string {
  if (data === undefined) return gpuText.title;
  const [first, ...others] = data.gpus;
  if (first === undefined) return gpuText.none;
  return others.length === 0 ? first.name : gpuText.gpus(data.gpus.length);
}

interface ChipsProps {
  readonly data: MetricsRange | undefined;
  /** The headline says something else than the model. */
  readonly hasModel: boolean;
}

function Chips({ data, hasModel }: ChipsProps) {
  const drivers = new Set(data?.gpus.flatMap(({ driver }) => (driver === undefined ? [] : [driver])));
  const [only, ...others] = data?.gpus ?? [];
  return (
    <>
      {hasModel && only !== undefined && others.length === 0 ? <Chip>{only.name}</Chip> : null}
      {[...drivers].map((driver) => (
        <Chip key={driver}>{gpuText.driver(driver)}</Chip>
      ))}
    </>
  );
}
