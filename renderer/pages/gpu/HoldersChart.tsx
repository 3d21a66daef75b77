// The stack itself: a layer for each holder of memory, on the axis and under the cursor of the other charts.
import { useMemo } from 'react';
import { Area, AreaChart, ReferenceDot, Tooltip, XAxis, YAxis } from 'recharts';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { MARGIN } from '../../chart/axes.ts';
import type { Scale } from '../../chart/scale.ts';
import { formatClockExact, formatMoment } from '../../format/clock.ts';
import { GridLines } from './GridLines.tsx';
import { HoldersReading } from './HoldersReading.tsx';
import type { Layer } from './holders.ts';
import { type ChartRow, framed, lonelyPoints, rowsOf } from './series.ts';
import { sleepAt } from './sleep.ts';
import { sleepAreas } from './sleep-areas.tsx';
import css from './TimeChart.module.css';
import { useAxes } from './use-axes.ts';
import { xidFlags } from './xid-flags.tsx';
import { xidsAt, xidsOf } from './xids.ts';

interface Props {
  readonly layers: readonly Layer[];
  readonly together: Series;
  readonly scale: Scale;
  readonly data: MetricsRange;
  /** The GPUs, as series without points: sleep and errors are theirs. */
  readonly gpus: readonly Series[];
  /** Of any GPU, at any time. */
  readonly xids: readonly GpuXid[];
}

export function HoldersChart({ layers, together, scale, data, gpus, xids }: Props) {
  const { startSeconds, endSeconds, stepSeconds } = data;
  const shownXids = useMemo(() => xidsOf(xids, gpus, data), [xids, gpus, data]);
  const axes = useAxes(startSeconds, endSeconds, scale);
  const rows = useMemo(
    () => framed(rowsOf(layers), layers.length, [startSeconds, endSeconds]),
    [layers, startSeconds, endSeconds],
  );
  return (
    <AreaChart responsive className={css.chart ?? ''} data={rows} margin={MARGIN} syncId="gpu" syncMethod="value">
      <GridLines />
      <XAxis {...axes.time} allowDataOverflow />
      {/* Without a value recharts takes no domain but one that may cut values off, and draws no sleep then. */}
      <YAxis {...axes.value} allowDataOverflow={layers.length === 0} />
      <Tooltip
        cursor={{ stroke: 'var(--faint)', strokeDasharray: '3 3' }}
        isAnimationActive={false}
        filterNull={false}
        content={({ active, payload }) => {
          const row: ChartRow | undefined = payload[0]?.payload;
          if (!active || row === undefined) return null;
          const time = stepSeconds < 60 ? formatClockExact(row.time) : formatMoment(row.time, endSeconds);
          const sleep = sleepAt(data, gpus, row.time);
          const errors = xidsAt(shownXids, gpus, data, row.time);
          return <HoldersReading {...{ row, time, layers, scale, gpus, sleep, errors }} />;
        }}
      />
      {sleepAreas({ data, series: gpus, scale, hue: 'gpu' })}
      {layers.map(({ id, label, fill }, index) => (
        <Area
          key={id}
          className="holder"
          name={label}
          stackId="held"
          dataKey={(row: ChartRow) => row.values[index] ?? null}
          type="linear"
          connectNulls={false}
          isAnimationActive={false}
          stroke="var(--surface)"
          strokeWidth={0.8}
          fill={fill}
          fillOpacity={1}
          dot={false}
          activeDot={false}
        />
      ))}
      {/* After the layers, which would cover them. */}
      {xidFlags(shownXids)}
      {lonelyPoints(together).map(({ time, value }) => (
        <ReferenceDot key={time} x={time} y={value} r={1.5} stroke="none" fill="var(--gpu)" />
      ))}
    </AreaChart>
  );
}
