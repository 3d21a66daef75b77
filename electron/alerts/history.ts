// Reads which alerts fired in the last days, from what Prometheus keeps of its own alerts.
import { AppError } from '../../shared/errors.ts';
import type { AlertHistory } from '../../shared/model/alert-history.ts';
import { HISTORY_SECONDS, HISTORY_STEP_SECONDS } from '../../shared/model/alert-range.ts';
import type { AlertingRule } from '../metrics/answers.ts';
import type { PrometheusClient } from '../metrics/prometheus.ts';
import { readClock } from '../metrics/read-clock.ts';
import { ruleOf, summaryFor } from './alert-rule.ts';
import { foldEpisodes } from './episodes.ts';

/** Each sample is in the window of one point, so that nothing fires between two of them unseen. */
const FIRING = 'ALERTS{alertstate="firing"}';
const FIRED = `max_over_time(${FIRING}[${HISTORY_STEP_SECONDS}s])`;

/**
 * Those of the last seven days, on Prometheus' own clock.
 *
 * @param nowSeconds this machine's clock, in unix seconds
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readAlertHistory(
  client: PrometheusClient,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<AlertHistory> {
  const { aheadSeconds } = await readClock(client, [], nowSeconds, signal);
  const stepSeconds = HISTORY_STEP_SECONDS;
  // The last point is now: what fires at this minute belongs to it.
  const endSeconds = Math.floor(nowSeconds + aheadSeconds);
  const grid = { startSeconds: endSeconds - HISTORY_SECONDS, endSeconds, stepSeconds };
  const [{ result }, now, rules] = await Promise.all([
    client.queryRange(FIRED, grid, signal),
    client.query(FIRING, signal, endSeconds),
    alertingRules(client, signal),
  ]);
  const firingNow = now.resultType === 'vector' ? now.result.map(({ metric }) => metric) : [];
  return foldEpisodes(result, firingNow, grid, (labels) => summaryFor(ruleOf(rules, labels), labels));
}

/** None where it is a program that speaks Prometheus' API and tells no rules: the alerts go by their names then. */
export async function alertingRules(client: PrometheusClient, signal: AbortSignal): Promise<readonly AlertingRule[]> {
  try {
    return await client.alertingRules(signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsupported') return [];
    throw error;
  }
}
