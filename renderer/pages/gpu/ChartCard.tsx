// One quantity: its name and unit, its present value, its chart; or why there is none.
import { Skeleton } from '@mantine/core';
import { memo } from 'react';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricResult, MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { type Scale, scaleOf } from '../../chart/scale.ts';
import { gpuText } from '../../text/gpu.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { Brush } from './Brush.tsx';
import css from './ChartCard.module.css';
import { ChartMenu } from './ChartMenu.tsx';
import { ChartValue } from './ChartValue.tsx';
import type { ChartSpec } from './charts.ts';
import { dashOf, strokeOf } from './colours.ts';
import { csvOf } from './csv.ts';
import { energySentence } from './energy.ts';
import { highestOf, latestOf, lowestOf, namesOf } from './series.ts';
import { absenceOf, spokenSleep } from './sleep.ts';
import chartCss from './TimeChart.module.css';
import { TimeChart } from './TimeChart.tsx';
import { spokenHeldBack } from './throttle.ts';
import type { DayBefore } from './use-day-before.ts';
import { useSavePicture } from './use-save-picture.ts';
import type { Stretch } from './zoom.ts';

/** One for all times: a chart is drawn anew for another. */
const NONE: readonly Series[] = [];

interface Props {
  readonly spec: ChartSpec;
  readonly data: MetricsRange;
  /** Whether its turn has come: until then its place is kept. */
  readonly isDrawn: boolean;
  /** The present values are no longer present. */
  readonly isStale: boolean;
  /** At a dashboard. */
  readonly openGrafana: (dashboard: string) => void;
  readonly zoom: (stretch: Stretch) => void;
  readonly dayBefore?: DayBefore | undefined;
  /** The errors of the time that is shown. */
  readonly xids: readonly GpuXid[];
}

/** Drawn anew for what it shows alone: the page hears of other things again and again, and a chart is dear. */
export const ChartCard = memo(DrawnCard);

function DrawnCard({ spec, data, isDrawn, isStale, openGrafana, zoom, dayBefore, xids }: Props) {
  const picture = useSavePicture(spec.title);
  const result = data.results.find(({ metric }) => metric === spec.metric);
  if (result === undefined || result.state !== 'ok') return <MissingChart spec={spec} state={result?.state} />;
  const limits = data.results.find(({ metric }) => metric === spec.limit)?.series ?? [];
  const before = dayBefore?.results.find(({ metric }) => metric === spec.metric)?.series ?? NONE;
  const drawn = [...result.series, ...before];
  const span = { lowest: lowestOf(drawn), highest: highestOf(drawn), limit: highestOf(limits) };
  const scale = scaleOf(result.unit, span);
  const names = namesOf(result.series);
  // A value that is not older than two steps is none of a GPU that has fallen asleep since.
  const now = (series: Series) =>
    absenceOf(data, series.id) === undefined ? latestOf(series, data.endSeconds, data.stepSeconds) : null;
  const spoken = spokenSleep(data, result.series, names);
  const held = spec.isHeldBack === true ? spokenHeldBack(data, result.series, names) : undefined;
  const energy = spec.hasEnergy === true ? energySentence(data, result.series) : undefined;
  const limitOf = ({ id }: Series) => highestOf(limits.filter((limit) => limit.id === id));
  const [only, ...others] = result.series;
  return (
    <figure ref={picture.figure} className={`card ${css.card}`} data-stale={isStale}>
      <figcaption className={css.head}>
        <h2 className={css.title}>{spec.title}</h2>
        {others.length === 0 && only !== undefined ? (
          <>
            <ChartValue value={now(only)} absence={absenceOf(data, only.id)} limit={limitOf(only)} scale={scale} />
            <Peak value={highestOf(result.series)} now={now(only)} scale={scale} />
          </>
        ) : (
          <span className={css.unit}>{scale.unit}</span>
        )}
        <ChartMenu
          title={spec.title}
          value={others.length === 0 && only !== undefined ? valueText(now(only), scale) : undefined}
          csv={() => csvOf(result.series, names, result.unit)}
          savePicture={picture.save}
          openGrafana={() => openGrafana(spec.dashboard)}
          dayBefore={dayBefore}
        />
      </figcaption>
      {others.length === 0 ? null : (
        <ul className={css.legend}>
          {result.series.map((series, index) => (
            <li key={series.id} className={css.entry}>
              <svg width="16" height="8" aria-hidden>
                <path d="M0 4H16" stroke={strokeOf(spec.hue, index)} strokeWidth="2" strokeDasharray={dashOf(index)} />
              </svg>
              <span className={css.entryName}>{names[index]}</span>
              <ChartValue
                value={now(series)}
                absence={absenceOf(data, series.id)}
                limit={limitOf(series)}
                scale={scale}
                isSmall
              />
            </li>
          ))}
        </ul>
      )}
      {energy === undefined ? null : <p className={css.energy}>{energy}</p>}
      {spoken === undefined ? null : <p className="visually-hidden">{spoken}</p>}
      {held === undefined ? null : <p className="visually-hidden">{held}</p>}
      <Brush data={data} zoom={zoom}>
        {isDrawn ? (
          <TimeChart
            hue={spec.hue}
            series={result.series}
            names={names}
            scale={scale}
            data={data}
            before={before}
            isHeldBack={spec.isHeldBack === true}
            xids={xids}
          />
        ) : (
          <div className={chartCss.chart} />
        )}
      </Brush>
    </figure>
  );
}

function valueText(value: number | null, scale: Scale): string | undefined {
  return value === null ? undefined : `${scale.format(value)} ${scale.unit}`;
}

interface PeakProps {
  readonly value: number | null;
  readonly now: number | null;
  readonly scale: Scale;
}

/** The highest of what is drawn, where it is not the present value. */
function Peak({ value, now, scale }: PeakProps) {
  if (value === null || (now !== null && scale.format(now) === scale.format(value))) return null;
  return <span className={css.peak}>{gpuText.peak(`${scale.format(value)} ${scale.unit}`)}</span>;
}

function MissingChart({
  spec,
  state,
}: {
  readonly spec: ChartSpec;
  readonly state: MetricResult['state'] | undefined;
}) {
  return (
    <section className={`card ${css.absent}`} aria-label={spec.title}>
      <StatusIcon tone="none" size={20} />
      <h2>{spec.title}</h2>
      <p className="muted">{reasonOf(spec, state)}</p>
    </section>
  );
}

function reasonOf({ absent }: ChartSpec, state: MetricResult['state'] | undefined): string {
  if (state === 'noData') return gpuText.noData;
  return state === 'histogram' ? gpuText.histogram : absent;
}

export function ChartSkeleton() {
  return (
    <div className={`card ${css.card}`} aria-hidden>
      <Skeleton height={14} width={120} />
      <Skeleton className={css.chartSkeleton} />
    </div>
  );
}
