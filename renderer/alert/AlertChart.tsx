// The chart of what an alert watches over, loaded with the first alert that has one: a first glance does without charts.
import { lazy, Suspense } from 'react';
import { useAlertThreshold } from '../ipc/alert-queries.ts';

const ThresholdChart = lazy(async () => ({ default: (await import('./ThresholdChart.tsx')).ThresholdChart }));

/** Nothing where there is no threshold that could be told, or nobody tells: the alert says what it is by itself. */
export function AlertChart({ fingerprint }: { readonly fingerprint: string }) {
  const { data } = useAlertThreshold(fingerprint);
  return data == null ? null : (
    <Suspense fallback={null}>
      <ThresholdChart told={data} />
    </Suspense>
  );
}
