// A quantity of the last hours with the line that it must not cross; gaps stay gaps.
import { useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { AlertThreshold } from '../../shared/model/alert-threshold.ts';
import { plainScale, type Scale, scaleOf } from '../chart/scale.ts';
import { localOffset, tickLabel, timeTicks } from '../chart/time-ticks.ts';
import { alertChartText } from '../text/alerts.ts';
import css from './ThresholdChart.module.css';

const MARGIN = { top: 6, right: 2, bottom: 0, left: 0 };
const TICK = { fill: 'var(--faint)', fontSize: 11 };

/** A value that is older than so many steps is none of now. */
const FRESH_STEPS = 2;

export function ThresholdChart({ told }: { readonly told: AlertThreshold }) {
  const { points, threshold, comparison } = told;
  const rows = useMemo(() => points.map(([time, value]) => ({ time, value })), [points]);
  const scale = scaleFor(told);
  const [bottom, , top] = scale.ticks;
  const [start = 0, end = 0] = [points[0]?.[0], points.at(-1)?.[0]];
  const now = points.slice(-1 - FRESH_STEPS).findLast(([, value]) => value !== null)?.[1];
  const written = (value: number) => `${scale.format(value)} ${scale.unit}`.trim();
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        <h3>{alertChartText.title}</h3>
        {now == null ? null : <span className={css.now}>{alertChartText.now(written(now))}</span>}
        <span className={css.threshold}>
          <svg width="16" height="8" aria-hidden>
            <path d="M0 4H16" stroke="var(--bad)" strokeWidth="1.5" strokeDasharray="4 3" />
          </svg>
          {alertChartText.threshold(comparison, written(threshold))}
        </span>
      </figcaption>
      <AreaChart responsive className={css.chart ?? ''} data={rows} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          dataKey="time"
          type="number"
          domain={[start, end]}
          ticks={timeTicks(start, end, localOffset(end))}
          tickFormatter={(seconds: number) => tickLabel(seconds, end - start)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
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
        <Area
          dataKey="value"
          type="linear"
          connectNulls={false}
          isAnimationActive={false}
          stroke="var(--host)"
          strokeWidth={1.7}
          fill="none"
          dot={false}
          activeDot={false}
        />
        <ReferenceLine y={threshold} stroke="var(--bad)" strokeWidth={1.5} strokeDasharray="4 3" />
      </AreaChart>
    </figure>
  );
}

/** With room for the threshold and for all that is drawn. */
function scaleFor({ unit, threshold, points }: AlertThreshold): Scale {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const highest = values.reduce((most, value) => Math.max(most, value), threshold);
  const lowest = values.reduce((least, value) => Math.min(least, value), threshold);
  if (unit === 'number') return plainScale(highest);
  return scaleOf(unit, { lowest, highest, limit: threshold });
}
