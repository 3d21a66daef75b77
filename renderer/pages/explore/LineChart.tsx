// The lines of an expression over time. Gaps are gaps, and what stands alone is a dot.
import { useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceDot, Tooltip, XAxis, YAxis } from 'recharts';
import type { ExploreLabels, ExploreLines } from '../../../shared/model/explore.ts';
import { MARGIN, timeAxis, valueAxis } from '../../chart/axes.ts';
import type { Scale } from '../../chart/scale.ts';
import { formatClockExact, formatLately } from '../../format/clock.ts';
import { exploreText } from '../../text/explore.ts';
import { type Line, type LineRow, lineRows, lonelySteps, lookOf } from './lines.ts';
import css from './Result.module.css';
import { ownLabels, selectorText } from './series-labels.ts';

/** Numbers of any size stand there. */
const AXIS_WIDTH = 52;
/** More would be higher than the chart. */
const MOST_READ = 8;
/** Each is an element of the page. */
const MOST_DOTS = 300;

interface Props {
  readonly answer: ExploreLines;
  readonly lines: readonly Line[];
  readonly shared: ExploreLabels;
  readonly scale: Scale;
}

export function LineChart({ answer, lines, shared, scale }: Props) {
  const rows = useMemo(() => lineRows(answer, lines), [answer, lines]);
  const dots = useMemo(() => dotsOf(lines), [lines]);
  const { startSeconds, endSeconds, stepSeconds } = answer;
  const moment = (seconds: number) => formatLately(seconds, endSeconds);
  const isLone = lines.length === 1;
  return (
    <figure
      className={css.figure}
      aria-label={exploreText.chartOf(lines.length, moment(startSeconds), moment(endSeconds))}
    >
      <AreaChart responsive className={css.chart ?? ''} data={[...rows]} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis {...timeAxis(startSeconds, endSeconds)} allowDataOverflow />
        <YAxis {...valueAxis(scale)} width={AXIS_WIDTH} />
        <Tooltip
          cursor={{ stroke: 'var(--faint)', strokeDasharray: '3 3' }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const row: LineRow | undefined = payload[0]?.payload;
            if (!active || row === undefined) return null;
            const time = stepSeconds < 60 ? formatClockExact(row.time) : moment(row.time);
            return <Reading {...{ row, time, lines, shared, scale }} />;
          }}
        />
        {lines.map(({ index }, at) => (
          <Area
            key={index}
            dataKey={(row: LineRow) => row.values[at] ?? null}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
            stroke={lookOf(index).stroke}
            strokeWidth={1.6}
            strokeDasharray={lookOf(index).dash}
            fill={isLone ? lookOf(index).stroke : 'none'}
            fillOpacity={0.1}
            dot={false}
            activeDot={{ r: 3, strokeWidth: 0, fill: lookOf(index).stroke }}
          />
        ))}
        {dots.map(({ index, step, value }) => (
          <ReferenceDot
            key={`${index} ${step}`}
            x={startSeconds + step * stepSeconds}
            y={value}
            r={1.5}
            stroke="none"
            fill={lookOf(index).stroke}
          />
        ))}
      </AreaChart>
    </figure>
  );
}

function dotsOf(lines: readonly Line[]) {
  const dots = lines.flatMap(({ index, series }) =>
    lonelySteps(series).map((step) => ({ index, step, value: series.values[step] ?? 0 })),
  );
  return dots.slice(0, MOST_DOTS);
}

interface ReadingProps extends Omit<Props, 'answer'> {
  readonly row: LineRow;
  readonly time: string;
}

/** The values at the cursor, the highest first. */
function Reading({ row, time, lines, shared, scale }: ReadingProps) {
  const told = lines
    .flatMap((line, at) => {
      const value = row.values[at] ?? null;
      return value === null ? [] : [{ line, value }];
    })
    .sort((one, other) => other.value - one.value);
  if (told.length === 0) return null;
  return (
    <div className={css.reading}>
      <div className={css.time}>{time}</div>
      {told.slice(0, MOST_READ).map(({ line: { index, series }, value }) => (
        <div key={index} className={css.read}>
          <svg width="14" height="8" aria-hidden>
            <path d="M0 4H14" stroke={lookOf(index).stroke} strokeWidth="2" strokeDasharray={lookOf(index).dash} />
          </svg>
          <strong>{scale.format(value)}</strong>
          <span className={`mono ${css.readName}`}>{selectorText(ownLabels(series.labels, shared))}</span>
        </div>
      ))}
      {told.length <= MOST_READ ? null : <div className={css.time}>{exploreText.more(told.length - MOST_READ)}</div>}
    </div>
  );
}
