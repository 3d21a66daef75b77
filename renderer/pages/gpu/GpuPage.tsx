// The GPU's and the node's quantities over time, renewed every 5 s.
import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import { RANGES_SECONDS } from '../../../shared/model/metric-name.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { formatMoment } from '../../format/clock.ts';
import { formatAge, formatDuration } from '../../format/duration.ts';
import { useClusterStatus, useGpuProcesses, useMetrics, useOverview } from '../../ipc/queries.ts';
import { NotInstalled } from '../../status/NotInstalled.tsx';
import { commonText } from '../../text/common.ts';
import { gpuText } from '../../text/gpu.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { LoadingArea } from '../../ui/LoadingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Tone } from '../../ui/tone.ts';
import { useNow } from '../../ui/use-now.ts';
import { ChartCard, ChartSkeleton } from './ChartCard.tsx';
import { CHARTS } from './charts.ts';
import css from './GpuPage.module.css';
import { HeldBackLine } from './HeldBackLine.tsx';
import { headlineOf } from './headline.ts';
import { MoreCharts } from './MoreCharts.tsx';
import { PauseButton } from './PauseButton.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { SleepLine } from './SleepLine.tsx';

type RangeSeconds = (typeof RANGES_SECONDS)[number];
const DEFAULT_RANGE: RangeSeconds = 3600;

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
  const { data, dataUpdatedAt, error, refetch } = useMetrics(rangeSeconds, isPaused);
  const processes = useGpuProcesses().data;
  // The shell's banner says why nothing answers.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const failure = error === null ? undefined : toAppError(error);
  const isNow = failure === undefined && !isLost && !isPaused;
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
            <RangeControl value={rangeSeconds} onChange={setRangeSeconds} />
          </>
        }
      >
        {data === undefined || data.gpuStates.length === 0 ? undefined : (
          <SleepLine data={data} toldAlready={sentence} />
        )}
        {data === undefined ? null : <HeldBackLine data={data} />}
      </Headline>
      {isPaused && data !== undefined ? (
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
          {CHARTS.map((spec) => (
            <ChartCard
              key={spec.metric}
              spec={spec}
              data={data}
              isStale={!isNow}
              openGrafana={() => openDashboard(spec.dashboard, rangeSeconds)}
            />
          ))}
        </section>
      )}
      {data === undefined || data.gpus.length === 0 ? null : (
        <MoreCharts
          page={data}
          rangeSeconds={rangeSeconds}
          isPaused={isPaused}
          isStale={!isNow}
          openDashboard={openDashboard}
        />
      )}
      {data === undefined ? null : <ProcessTable nowSeconds={data.endSeconds} isPast={isLost} />}
    </div>
  );
}

interface StaleBannerProps {
  /** The time of the last renewal, in ms since the epoch. */
  readonly renewedAt: number;
  readonly reason: string;
  readonly action: ReactNode;
}

function StaleBanner({ renewedAt, reason, action }: StaleBannerProps) {
  const now = useNow(1_000);
  return (
    <Banner tone="warn" action={action}>
      {gpuText.stale} {renewedAt === 0 ? null : gpuText.renewed(formatAge(renewedAt, now))} {reason}
    </Banner>
  );
}

/** What holds for all charts, and their lines do not show. */
function Remarks({ data: { clockAheadSeconds, remarks } }: { readonly data: MetricsRange }) {
  return (
    <>
      {clockAheadSeconds === 0 ? null : (
        <Banner tone="warn">
          {gpuText.clock(formatDuration(Math.abs(clockAheadSeconds) * 1_000), clockAheadSeconds > 0)}
        </Banner>
      )}
      {remarks.length === 0 ? null : <Banner tone={toneOfRemarks(remarks)}>{gpuText.remarks(remarks)}</Banner>}
    </>
  );
}

/** What Prometheus mentions is no warning. */
function toneOfRemarks(remarks: readonly string[]): Tone {
  return remarks.every((remark) => remark.startsWith('PromQL info: ')) ? 'none' : 'warn';
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

interface RangeControlProps {
  readonly value: RangeSeconds;
  readonly onChange: (value: RangeSeconds) => void;
}

function RangeControl({ value, onChange }: RangeControlProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={gpuText.range}
      value={String(value)}
      onChange={(chosen) => onChange(RANGES_SECONDS.find((range) => String(range) === chosen) ?? DEFAULT_RANGE)}
      data={RANGES_SECONDS.map((range) => ({ value: String(range), label: gpuText.ranges[range] }))}
    />
  );
}
