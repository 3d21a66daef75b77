// The pods of UIDs, by kube-state-metrics: the gate before a GPU exporter knows a process' pod by its UID alone.
import type { QueryResult } from './answers.ts';
import type { PrometheusClient } from './prometheus.ts';

/** More would be no table that anybody reads, and too long a query. */
const MOST_UIDS = 200;

/** A UID goes into a query: what else stands in its place is none. */
const UID = /^[\w-]{1,64}$/;

/**
 * `kube_pod_info` of those that are known; undefined where `uids` has none. Not of those that Prometheus itself called by the scraped
 * pod's name.
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function podsOfUids(
  client: PrometheusClient,
  uids: readonly string[],
  signal: AbortSignal,
): Promise<QueryResult | undefined> {
  const asked = [...new Set(uids)].filter((uid) => UID.test(uid)).slice(0, MOST_UIDS);
  return asked.length === 0
    ? undefined
    : client.query(`kube_pod_info{exported_pod="", uid=~"${asked.join('|')}"}`, signal);
}
