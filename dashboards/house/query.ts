// Queries, by the data sources' uids: the names that a person gives them do not matter.
import { DataqueryBuilder as LokiQuery } from '@grafana/grafana-foundation-sdk/loki';
import { DataqueryBuilder as PrometheusQuery, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

export const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
export const LOKI = { type: 'loki', uid: 'loki' };

/** How often prometheus.yml asks for the counters of containers. */
const CADVISOR_INTERVAL = '30s';
const OF_CADVISOR = /\bcontainer_\w+_total\b/;

/** One query of a panel that draws time, or its last value. */
export interface Query {
  readonly expr: string;
  /** What its series are called: text with `{{label}}`. */
  readonly legend: string;
}

/** A query of a panel, for a list of them. */
export function query(expr: string, legend: string): Query {
  return { expr: tidy(expr), legend };
}

/** Over the dashboard's time range, as PromQL. */
export function rangeQuery({ expr, legend }: Query, index: number): PrometheusQuery {
  return prometheusQuery(expr, index).legendFormat(legend).format(PromQueryFormat.TimeSeries).range();
}

/** At the end of the dashboard's time range alone, as PromQL. */
export function instantQuery({ expr, legend }: Query, index: number): PrometheusQuery {
  return rangeQuery({ expr, legend }, index).instant();
}

/** At the end of the dashboard's time range, one row a series and one column a label. */
export function tableQuery(expr: string, index: number): PrometheusQuery {
  return prometheusQuery(tidy(expr), index).format(PromQueryFormat.Table).instant();
}

/** A rate over `$__rate_interval` finds two samples also where they come less often than the data source says. */
function prometheusQuery(expr: string, index: number): PrometheusQuery {
  const built = new PrometheusQuery().refId(refId(index)).datasource(PROMETHEUS).expr(expr);
  return OF_CADVISOR.test(expr) ? built.interval(CADVISOR_INTERVAL) : built;
}

/** As LogQL: lines, or numbers over the time range. */
export function logQuery({ expr, legend }: Query, index: number): LokiQuery {
  return new LokiQuery().refId(refId(index)).datasource(LOKI).expr(expr).legendFormat(legend).queryType('range');
}

/** `A`, `B`, … as Grafana names a panel's queries. */
export function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** Written over several lines in the source, read in one line in Grafana. */
function tidy(expr: string): string {
  return expr.trim().replaceAll(/\s*\n\s*/g, ' ');
}
