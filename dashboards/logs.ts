// Logs: what pods and K3s wrote, found by where it comes from and what it says; and whether they are all collected.
import { LogsDedupStrategy, LogsSortOrder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as Logs } from '@grafana/grafana-foundation-sdk/logs';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart } from './house/charts.ts';
import { dashboard, type Row } from './house/dashboard.ts';
import { COLORS } from './house/levels.ts';
import { LOKI, logQuery, query } from './house/query.ts';
import { SIZES } from './house/sizes.ts';
import { logChoice, textBox } from './house/variables.ts';

/** What the choices on top leave, and of it the lines that match the text. */
const LINES = '{namespace=~"$namespace", app=~"$app", pod=~"$pod"} |~ "(?i)$search"';
const JOURNAL = '{job="journal"} |~ "(?i)$search"';

const BY_LEVEL = {
  '/^(critical|fatal|error)$/': COLORS.bad,
  '/^warn(ing)?$/': COLORS.look,
  '/^info$/': COLORS.good,
  '/^(debug|trace)$/': COLORS.plain,
  '/^unknown$/': COLORS.quiet,
};

interface LinesSpec {
  readonly title: string;
  readonly description: string;
  readonly expr: string;
}

function lines({ title, description, expr }: LinesSpec): Logs {
  return new Logs()
    .title(title)
    .description(description)
    .datasource(LOKI)
    .targets([logQuery(query(expr, ''), 0)])
    .unit('none')
    .span(24)
    .height(SIZES.logs)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .showLogContextToggle(true)
    .sortOrder(LogsSortOrder.Descending)
    .dedupStrategy(LogsDedupStrategy.None);
}

const pods: Row = {
  title: 'Pods',
  panels: [
    chart({
      title: 'Lines by level',
      description: 'How many lines were written. Loki finds the level in the line itself; unknown where there is none.',
      unit: units.Short,
      span: 12,
      stacked: true,
      fromLogs: true,
      colors: BY_LEVEL,
      queries: [query(`sum by (detected_level) (count_over_time(${LINES} [$__auto]))`, '{{detected_level}}')],
    }),
    chart({
      title: 'Lines by application',
      description: 'The ten that wrote the most.',
      unit: units.Short,
      span: 12,
      stacked: true,
      fromLogs: true,
      legend: 'table',
      queries: [
        query(`topk(10, sum by (namespace, app) (count_over_time(${LINES} [$__auto])))`, '{{namespace}} · {{app}}'),
      ],
    }),
    lines({
      title: 'Lines',
      description: 'The newest first. A click on a line shows where it comes from, and what was written around it.',
      expr: LINES,
    }),
  ],
};

const k3s: Row = {
  title: 'K3s',
  isClosed: true,
  panels: [
    lines({
      title: 'Journal of K3s',
      description:
        'What K3s wrote to the journal of its node, server or agent. Other clusters keep this elsewhere, and show nothing here.',
      expr: JOURNAL,
    }),
  ],
};

const collection: Row = {
  title: 'Collection',
  isClosed: true,
  panels: [
    chart({
      title: 'Lines received',
      description: 'By Loki, each second.',
      unit: units.Short,
      span: 8,
      queries: [
        query('sum by (instance) (rate(loki_distributor_lines_received_total[$__rate_interval]))', '{{instance}}'),
      ],
    }),
    chart({
      title: 'Lines lost',
      description: 'Refused by Loki or given up by Alloy, each second, with the reason.',
      unit: units.Short,
      span: 8,
      queries: [
        query('sum by (reason) (rate(loki_discarded_samples_total[$__rate_interval]))', 'Loki · {{reason}}'),
        query('sum by (reason) (rate(loki_write_dropped_entries_total[$__rate_interval]))', 'Alloy · {{reason}}'),
      ],
    }),
    chart({
      title: 'Time to answer',
      description: 'Nine of ten requests to Loki were answered within this time, by route.',
      unit: units.Seconds,
      span: 8,
      queries: [
        query(
          'histogram_quantile(0.9, sum by (le, route) (rate(loki_request_duration_seconds_bucket[$__rate_interval])))',
          '{{route}}',
        ),
      ],
    }),
  ],
};

export const logs = dashboard({
  uid: 'odin-logs',
  title: 'ODIN / Logs',
  description: 'What pods and K3s wrote, and whether all of it is collected.',
  alerts: 'alertname=~"Loki.+|Alloy.+"',
  variables: [
    logChoice('namespace', 'Namespace', '', 'namespace'),
    logChoice('app', 'Application', '{namespace=~"$namespace"}', 'app'),
    logChoice('pod', 'Pod', '{namespace=~"$namespace", app=~"$app"}', 'pod'),
    textBox('search', 'Text', 'A regular expression, upper and lower case alike. Empty: all lines.'),
  ],
  rows: [pods, k3s, collection],
});
