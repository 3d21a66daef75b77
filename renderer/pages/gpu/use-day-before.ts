// The lines of a day before, behind those that are shown: switched on in a chart's menu, remembered, and asked for only then.
import { useMemo } from 'react';
import type { MetricResult, MetricsRange } from '../../../shared/model/metrics.ts';
import { useEarlierMetrics } from '../../ipc/queries.ts';
import { useRememberedFlag } from '../../ui/use-remembered.ts';
import { useSteady } from '../../ui/use-steady.ts';

/** Of a longer time, a day before is most of what is shown already. */
const LONGEST_SECONDS = 86_400;
const DAY_SECONDS = 86_400;

export interface DayBefore {
  readonly isOn: boolean;
  readonly toggle: () => void;
  /** Empty while it is off, and until they are there. */
  readonly results: readonly MetricResult[];
}

/** Undefined where the charts show more than a day. */
export function useDayBefore(data: MetricsRange | undefined, rangeSeconds: number): DayBefore | undefined {
  const [isOn, setIsOn] = useRememberedFlag('gpu.dayBefore');
  const isOffered = rangeSeconds <= LONGEST_SECONDS;
  const endSeconds = data === undefined || !isOn || !isOffered ? undefined : data.endSeconds - DAY_SECONDS;
  const results = useEarlierMetrics(rangeSeconds, endSeconds);
  const toggle = useSteady(() => setIsOn(!isOn));
  return useMemo(() => (isOffered ? { isOn, toggle, results } : undefined), [isOffered, isOn, toggle, results]);
}
