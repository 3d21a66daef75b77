// The chart itself: lines over time, gaps left open, one cursor through all charts of the page.
import { useMemo } from 'react';
import { AreaChart, ReferenceDot, Tooltip, XAxis, YAxis } from 'recharts';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { AXIS_WIDTH, MARGIN } from '../../chart/axes.ts';
import type { Scale } from '../../chart/scale.ts';
import { formatClockExact, formatMoment } from '../../format/clock.ts';
import type { Hue } from './charts.ts';
import { strokeOf } from './colours.ts';
import { GridLines } from './GridLines.tsx';
import { Lines } from './Lines.tsx';
import { Reading } from './Reading.tsx';
import { type ChartRow, framed, highestOf, lonelyPoints, rowsOf } from './series.ts';
import { sleepAt } from './sleep.ts';
import { sleepAreas } from './sleep-areas.tsx';
import css from './TimeChart.module.css';
import { heldBackAt, throttlesOf } from './throttle.ts';
import { throttleAreas } from './throttle-areas.tsx';
import { useAxes } from './use-axes.ts';
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

/** One object each for all times, or they would be taken up anew each time. */
const GRID = <GridLines />;
const CURSOR = { stroke: 'var(--faint)', strokeDasharray: '3 3' };

export function TimeChart({ hue, series, names, scale, data, before, isHeldBack, xids }: Props) {
  const throttles = useMemo(
    () => (isHeldBack ? series.flatMap(({ id }) => throttlesOf(data, id)) : []),
    [isHeldBack, series, data],
  );
  const shownXids = useMemo(() => xidsOf(xids, series, data), [xids, series, data]);
  const { startSeconds, endSeconds } = data;
  const axes = useAxes(startSeconds, endSeconds, scale);
  const rows = useMemo(
    () => framed(rowsOf(series, before), series.length, [startSeconds, endSeconds]),
    [series, before, startSeconds, endSeconds],
  );
  return (
    <AreaChart responsive className={css.chart ?? ''} data={rows} margin={MARGIN} syncId="gpu" syncMethod="value">
      {GRID}
      <XAxis {...axes.time} allowDataOverflow />
      {/* Without a value recharts takes no domain but one that may cut values off, and draws no sleep then. */}
      <YAxis {...axes.value} allowDataOverflow={highestOf(series) === null} />
      <Tooltip
        cursor={CURSOR}
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
      <Lines
        hue={hue}
        ids={series.map(({ id }) => id)}
        names={names}
        hasBand={series.length === 1 && series[0]?.band !== undefined}
        hasBefore={before.length > 0}
      />
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
