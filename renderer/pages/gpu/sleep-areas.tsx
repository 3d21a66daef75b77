// The times in which GPUs were not asked, as areas of a chart: all of its height for one GPU, a lane at its foot for each of several.
import { ReferenceArea } from 'recharts';
import type { GpuSleep } from '../../../shared/model/gpu-state.ts';
import type { MetricsRange, Series } from '../../../shared/model/metrics.ts';
import type { Scale } from '../../chart/scale.ts';
import { gpuText } from '../../text/gpu.ts';
import type { Hue } from './charts.ts';
import { strokeOf } from './colours.ts';
import { sleepIn } from './sleep.ts';

/** Of the height; all lanes together stay below half of it. */
const LANE = 0.06;
const MOST_LANES = 8;

/** The part of the range from which on its word has room in it. */
const WORD_SHARE = 0.14;

const LABEL = { fill: 'var(--faint)', fontSize: 11 } as const;

interface Props {
  readonly data: MetricsRange;
  readonly series: readonly Series[];
  readonly scale: Scale;
  readonly hue: Hue;
}

/** Elements for recharts, which knows its children by their type. */
export function sleepAreas({ data, series, scale, hue }: Props) {
  const [bottom, , top] = scale.ticks;
  const lane = (top - bottom) * LANE;
  const isOnly = series.length === 1;
  const laneOf = (id: string) => series.findIndex((one) => one.id === id) % MOST_LANES;
  const hasRoom = ({ from, to }: GpuSleep) => to - from >= (data.endSeconds - data.startSeconds) * WORD_SHARE;
  const sleeps = sleepIn(data, series);
  // Lanes are close together: a word stands above the highest that has room for it.
  const worded = Math.max(...sleeps.filter(hasRoom).map(({ id }) => laneOf(id)));
  return sleeps.map((sleep) => {
    const { id, state, from, to } = sleep;
    const index = laneOf(id);
    const place = isOnly ? ({ position: 'insideTopLeft', offset: 6 } as const) : ({ position: 'top' } as const);
    const label = { ...LABEL, ...place, value: gpuText.sleepWord[state] };
    return (
      <ReferenceArea
        key={`${id} ${from}`}
        className={`sleep-${state}`}
        x1={from}
        x2={to}
        y1={isOnly ? bottom : bottom + index * lane}
        y2={isOnly ? top : bottom + (index + 0.7) * lane}
        fill={isOnly ? `var(--${state === 'asleep' ? 'asleep' : 'left-alone'})` : strokeOf(hue, index)}
        fillOpacity={isOnly ? 1 : state === 'asleep' ? 0.55 : 0.25}
        ifOverflow="hidden"
        zIndex={-1}
        {...(index === worded && hasRoom(sleep) ? { label } : {})}
      />
    );
  });
}
