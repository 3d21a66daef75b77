// The lines of a chart. What recharts is given stays the same for as long as they are the same lines: whatever differs, if only by
// being another object, it takes up anew, and computes the whole chart again for it.
import { memo } from 'react';
import { Area } from 'recharts';
import type { Hue } from './charts.ts';
import { dashOf, strokeOf } from './colours.ts';
import type { ChartRow } from './series.ts';

interface Props {
  readonly hue: Hue;
  /** A line for each; no two are the same. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly hasBand: boolean;
  /** Whether the day before is drawn too. */
  readonly hasBefore: boolean;
}

export const Lines = memo(DrawnLines, (one, other) => {
  const { hue, ids, names, hasBand, hasBefore } = one;
  return (
    hue === other.hue &&
    hasBand === other.hasBand &&
    hasBefore === other.hasBefore &&
    isSame(ids, other.ids) &&
    isSame(names, other.names)
  );
});

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

/** Of every line. Straight, with its gaps, and without the animations of recharts. */
const PLAIN = { type: 'linear', connectNulls: false, isAnimationActive: false, dot: false } as const;

function DrawnLines({ hue, ids, names, hasBand, hasBefore }: Props) {
  return (
    <>
      {hasBand ? (
        <Area
          {...PLAIN}
          dataKey={(row: ChartRow) => row.band ?? null}
          stroke="none"
          fill={strokeOf(hue, 0)}
          fillOpacity={0.22}
          activeDot={false}
        />
      ) : null}
      {hasBefore
        ? ids.map((id, index) => (
            <Area
              {...PLAIN}
              key={`before ${id}`}
              className="yesterday"
              dataKey={(row: ChartRow) => row.before?.[index] ?? null}
              stroke="var(--faint)"
              strokeOpacity={0.6}
              strokeWidth={1}
              fill="none"
              activeDot={false}
            />
          ))
        : null}
      {ids.map((id, index) => (
        <Area
          {...PLAIN}
          key={id}
          name={names[index] ?? id}
          dataKey={(row: ChartRow) => row.values[index] ?? null}
          stroke={strokeOf(hue, index)}
          strokeWidth={1.7}
          strokeDasharray={dashOf(index)}
          fill={ids.length === 1 ? strokeOf(hue, index) : 'none'}
          fillOpacity={0.12}
          activeDot={{ r: 3, strokeWidth: 0, fill: strokeOf(hue, index) }}
        />
      ))}
    </>
  );
}
