// The chart itself: lines over time, gaps left open, one cursor through all charts of the page.
import { useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceDot, Tooltip, XAxis, YAxis } from 'recharts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import type { Scale } from '../../chart/scale.ts';
import { localOffset, tickLabel, timeTicks } from '../../chart/time-ticks.ts';
import { formatClockExact, formatMoment } from '../../format/clock.ts';
import { gpuText } from '../../text/gpu.ts';
import type { Hue } from './charts.ts';
import { dashOf, strokeOf } from './colours.ts';
import { type ChartRow, lonelyPoints, rowsOf } from './series.ts';
import { type SleepWords, sleepAt } from './sleep.ts';
import { sleepAreas } from './sleep-areas.tsx';
import css from './TimeChart.module.css';

interface Props {
  readonly hue: Hue;
  readonly series: readonly Series[];
  readonly names: readonly string[];
  readonly scale: Scale;
  readonly data: MetricsRange;
}

const MARGIN = { top: 6, right: 2, bottom: 0, left: 0 };
const TICK = { fill: 'var(--faint)', fontSize: 11 };

export function TimeChart({ hue, series, names, scale, data }: Props) {
  const rows = useMemo(() => rowsOf(series), [series]);
  const { startSeconds, endSeconds } = data;
  const [bottom, , top] = scale.ticks;
  return (
    <AreaChart responsive className={css.chart ?? ''} data={rows} margin={MARGIN} syncId="gpu" syncMethod="value">
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis
        dataKey="time"
        type="number"
        domain={[startSeconds, endSeconds]}
        ticks={timeTicks(startSeconds, endSeconds, localOffset(endSeconds))}
        tickFormatter={(seconds: number) => tickLabel(seconds, endSeconds - startSeconds)}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        allowDataOverflow
        height={22}
      />
      <YAxis
        domain={[bottom, top]}
        ticks={[...scale.ticks]}
        tickFormatter={scale.format}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        interval={0}
        width={34}
      />
      <Tooltip
        cursor={{ stroke: 'var(--faint)', strokeDasharray: '3 3' }}
        isAnimationActive={false}
        // Where there is no value there may be sleep.
        filterNull={false}
        content={({ active, payload }) => {
          const row: ChartRow | undefined = payload[0]?.payload;
          if (!active || row === undefined) return null;
          // A point that stands for minutes has no seconds.
          const time = data.stepSeconds < 60 ? formatClockExact(row.time) : formatMoment(row.time, endSeconds);
          const sleep = sleepAt(data, series, row.time);
          return <Reading row={row} time={time} names={names} scale={scale} sleep={sleep} />;
        }}
      />
      {sleepAreas({ data, series, scale, hue })}
      {series.length === 1 && series[0]?.band !== undefined ? (
        <Area
          dataKey={(row: ChartRow) => row.band ?? null}
          type="linear"
          connectNulls={false}
          isAnimationActive={false}
          stroke="none"
          fill={strokeOf(hue, 0)}
          fillOpacity={0.22}
          dot={false}
          activeDot={false}
        />
      ) : null}
      {series.map(({ id }, index) => (
        <Area
          key={id}
          name={names[index] ?? id}
          dataKey={(row: ChartRow) => row.values[index] ?? null}
          type="linear"
          connectNulls={false}
          isAnimationActive={false}
          stroke={strokeOf(hue, index)}
          strokeWidth={1.7}
          strokeDasharray={dashOf(index)}
          fill={series.length === 1 ? strokeOf(hue, index) : 'none'}
          fillOpacity={0.12}
          dot={false}
          activeDot={{ r: 3, strokeWidth: 0, fill: strokeOf(hue, index) }}
        />
      ))}
      {series.flatMap((one, index) =>
        lonelyPoints(one).map(({ time, value }) => (
          <ReferenceDot
            key={`${one.id} ${time}`}
            x={time}
            y={value}
            r={1.5}
            stroke="none"
            fill={strokeOf(hue, index)}
          />
        )),
      )}
    </AreaChart>
  );
}

interface ReadingProps {
  readonly row: ChartRow;
  /** Its time in words. */
  readonly time: string;
  readonly names: readonly string[];
  readonly scale: Scale;
  /** Of each series, that it was not asked. */
  readonly sleep: readonly (SleepWords | undefined)[];
}

/** The values of the charts at the cursor. */
function Reading({ row, time, names, scale, sleep }: ReadingProps) {
  if (row.values.every((value, index) => value === null && sleep[index] === undefined)) return null;
  return (
    <div className={css.reading}>
      <div className={css.time}>{time}</div>
      {row.values.map((value, index) =>
        value === null && sleep[index] === undefined ? null : (
          <div key={names[index]} className={css.line}>
            {names.length === 1 ? null : <span className={css.name}>{names[index]}</span>}
            {value === null ? (
              <ReadSleep words={sleep[index]} />
            ) : (
              <ReadValue value={value} band={row.band} scale={scale} />
            )}
          </div>
        ),
      )}
    </div>
  );
}

interface ValueProps {
  readonly value: number;
  readonly band: ChartRow['band'];
  readonly scale: Scale;
}

function ReadValue({ value, band, scale }: ValueProps) {
  return (
    <>
      <strong>{scale.format(value)}</strong> {scale.unit}
      {band === undefined ? null : (
        <div className={css.evidence}>{gpuText.band(scale.format(band[0]), scale.format(band[1]), scale.unit)}</div>
      )}
    </>
  );
}

function ReadSleep({ words }: { readonly words: SleepWords | undefined }) {
  return (
    <>
      {words?.sentence}
      {words?.evidence === undefined ? null : <div className={css.evidence}>{words.evidence}</div>}
    </>
  );
}
