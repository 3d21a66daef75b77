// Reads the quantity that an alert of ODIN's own rules watches over, for the last hours.
import { THRESHOLD_RANGE_SECONDS } from '../../shared/model/alert-range.ts';
import type { AlertThreshold } from '../../shared/model/alert-threshold.ts';
import type { PrometheusClient } from '../metrics/prometheus.ts';
import { readClock } from '../metrics/read-clock.ts';
import { onGrid } from '../metrics/result.ts';
import { gridFor } from '../metrics/sampling.ts';
import type { Texts } from './alert-of.ts';
import { isOwn, ruleOf } from './alert-rule.ts';
import { alertingRules } from './history.ts';
import { comparisonIn } from './threshold.ts';

/**
 * Null where the rule is somebody else's, compares with no one number, or has no series with the alert's labels.
 *
 * @param labels the alert's
 * @param nowSeconds this machine's clock, in unix seconds
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readThreshold(
  client: PrometheusClient,
  labels: Texts,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<AlertThreshold | null> {
  const rule = ruleOf((await alertingRules(client, signal)).filter(isOwn), labels);
  const comparison = rule === undefined ? undefined : comparisonIn(rule.query);
  if (comparison === undefined) return null;
  const { aheadSeconds } = await readClock(client, [], nowSeconds, signal);
  const grid = gridFor(THRESHOLD_RANGE_SECONDS, nowSeconds + aheadSeconds);
  const { result } = await client.queryRange(comparison.query, grid, signal);
  const series = result.find(({ metric }) => isOf(labels, metric));
  const points = onGrid(series?.values ?? [], grid);
  if (points.every(([, value]) => value === null)) return null;
  return { ...comparison, points, stepSeconds: grid.stepSeconds };
}

/** An alert has the labels of its series, and those that its rule adds. */
function isOf(labels: Texts, metric: Texts): boolean {
  return Object.entries(metric).every(([name, value]) => name === '__name__' || labels[name] === value);
}
