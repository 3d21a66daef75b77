// A quantity of the last hours with the line that it must not cross; gaps stay gaps.
import { useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { AlertThreshold } from '../../shared/model/alert-threshold.ts';
import { MARGIN, timeAxis, valueAxis } from '../chart/axes.ts';
import { plainScale, type Scale, scaleOf } from '../chart/scale.ts';
import { alertChartText } from '../text/alerts.ts';
import css from './ThresholdChart.module.css';

/** A value that is older than so many steps is none of now. */
const FRESH_STEPS = 2;

export function ThresholdChart({ told }: { readonly told: AlertThreshold }) {
  const { points, threshold, comparison } = told;
  const rows = useMemo(() => points.map(([time, value]) => ({ time, value })), [points]);
  const scale = scaleFor(told);
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
        <XAxis {...timeAxis(start, end)} />
        <YAxis {...valueAxis(scale)} />
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
