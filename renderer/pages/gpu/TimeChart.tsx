// The chart itself: lines over time, gaps left open, one cursor through all charts of the page.
import { useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceDot, Tooltip, XAxis, YAxis } from 'recharts';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { AXIS_WIDTH, MARGIN, timeAxis, valueAxis } from '../../chart/axes.ts';
import type { Scale } from '../../chart/scale.ts';
import { formatClockExact, formatMoment } from '../../format/clock.ts';
import type { Hue } from './charts.ts';
import { dashOf, strokeOf } from './colours.ts';
import { Reading } from './Reading.tsx';
import { type ChartRow, framed, highestOf, lonelyPoints, rowsOf } from './series.ts';
import { sleepAt } from './sleep.ts';
import { sleepAreas } from './sleep-areas.tsx';
import css from './TimeChart.module.css';
import { heldBackAt, throttlesOf } from './throttle.ts';
import { throttleAreas } from './throttle-areas.tsx';
import { xidFlags } from './xid-flags.tsx';
import { xidsAt, xidsOf } from './xids.ts';

interface Props {
  readonly hue: Hue;
  readonly series: readonly Series[];
  readonly names: readonly string[];
  readonly scale: Scale;
  readonly data: MetricsRange;
  /** The lines of a day before; empty where they are not drawn. */
  readonly before: readonly Series[];
  /** Whether it has the marks of what holds the clocks back. */
  readonly isHeldBack: boolean;
  /** Of any GPU, at any time. */
  readonly xids: readonly GpuXid[];
}

/** From the edges of the chart to those of its plot, in pixels. */
export const PLOT_INSETS = { left: MARGIN.left + AXIS_WIDTH, right: MARGIN.right };

export function TimeChart({ hue, series, names, scale, data, before, isHeldBack, xids }: Props) {
  const throttles = useMemo(
    () => (isHeldBack ? series.flatMap(({ id }) => throttlesOf(data, id)) : []),
    [isHeldBack, series, data],
  );
  const shownXids = useMemo(() => xidsOf(xids, series, data), [xids, series, data]);
  const { startSeconds, endSeconds } = data;
  const rows = useMemo(
    () => framed(rowsOf(series, before), series.length, [startSeconds, endSeconds]),
    [series, before, startSeconds, endSeconds],
  );
  return (
    <AreaChart responsive className={css.chart ?? ''} data={rows} margin={MARGIN} syncId="gpu" syncMethod="value">
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis {...timeAxis(startSeconds, endSeconds)} allowDataOverflow />
      {/* Without a value recharts takes no domain but one that may cut values off, and draws no sleep then. */}
      <YAxis {...valueAxis(scale)} allowDataOverflow={highestOf(series) === null} />
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
          const heldBack = heldBackAt(throttles, series, row.time);
          const errors = xidsAt(shownXids, series, data, row.time);
          return <Reading {...{ row, time, names, scale, sleep, heldBack, errors }} />;
        }}
      />
      {sleepAreas({ data, series, scale, hue })}
      {throttleAreas({ throttles, series, scale })}
      {xidFlags(shownXids)}
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
      {before.length === 0
        ? null
        : series.map(({ id }, index) => (
            <Area
              key={`before ${id}`}
              className="yesterday"
              dataKey={(row: ChartRow) => row.before?.[index] ?? null}
              type="linear"
              connectNulls={false}
              isAnimationActive={false}
              stroke="var(--faint)"
              strokeOpacity={0.6}
              strokeWidth={1}
              fill="none"
              dot={false}
              activeDot={false}
            />
          ))}
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
