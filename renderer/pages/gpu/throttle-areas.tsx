// The times in which something held GPUs' clocks back, as marks at the top of a chart: a lane for each GPU.
import { ReferenceArea } from 'recharts';
import type { Series } from '../../../shared/model/metrics.ts';
import type { Scale } from '../../chart/scale.ts';
import type { Throttle } from './throttle.ts';

/** Of the height; all lanes together stay below a third of it. */
const LANE = 0.045;
const MOST_LANES = 6;

/** Of one chart; more are no marks any longer. */
const MOST_MARKS = 240;

interface Props {
  readonly throttles: readonly Throttle[];
  readonly series: readonly Series[];
  readonly scale: Scale;
}

/** Elements for recharts, which knows its children by their type. Heat is a warning; the limit of power is met at any full load. */
export function throttleAreas({ throttles, series, scale }: Props) {
  const [bottom, , top] = scale.ticks;
  const lane = (top - bottom) * LANE;
  return throttles.slice(-MOST_MARKS).map(({ id, causes, from, to }) => {
    const index = series.findIndex((one) => one.id === id) % MOST_LANES;
    const isHeat = causes.includes('temperature');
    return (
      <ReferenceArea
        key={`throttle ${id} ${from}`}
        className={`throttle-${isHeat ? 'heat' : 'power'}`}
        x1={from}
        x2={to}
        y1={top - (index + 0.75) * lane}
        y2={top - index * lane}
        fill={isHeat ? 'var(--bad)' : 'var(--muted)'}
        fillOpacity={isHeat ? 0.9 : 0.5}
        ifOverflow="hidden"
        zIndex={-1}
      />
    );
  });
}
