// The rows of Prometheus' dashboard about what it makes of its data: rules, alerts, and what that costs.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { COLORS } from './house/levels.ts';
import { query } from './house/query.ts';

const SERVER = 'instance=~"$prometheus"';

export const rules: Row = {
  title: 'Rules',
  panels: [
    chart({
      title: 'Time for each group of rules',
      description: 'A group that takes longer than the time between two rounds falls behind.',
      unit: units.Seconds,
      span: 12,
      legend: 'table',
      queries: [
        query(`max by (rule_group) (prometheus_rule_group_last_duration_seconds{${SERVER}})`, '{{rule_group}}'),
      ],
    }),
    chart({
      title: 'Failed and missed',
      description:
        'Rules that failed, and rounds that were left out, within the hour before each moment. Alerts of such a group cannot fire.',
      unit: units.Short,
      span: 12,
      decimals: 0,
      queries: [
        query(
          `sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total{${SERVER}}[1h])) > 0`,
          '{{rule_group}} · failed',
        ),
        query(
          `sum by (rule_group) (increase(prometheus_rule_group_iterations_missed_total{${SERVER}}[1h])) > 0`,
          '{{rule_group}} · missed',
        ),
      ],
    }),
  ],
};

export const alerting: Row = {
  title: 'Alerting',
  panels: [
    chart({
      title: 'Alerts',
      description: 'How many fire, and how many are about to, by severity.',
      unit: units.Short,
      span: 8,
      decimals: 0,
      stacked: true,
      colors: {
        '/^critical · firing/': COLORS.bad,
        '/^warning · firing/': COLORS.look,
        '/^info · firing/': COLORS.plain,
        '/ · pending$/': COLORS.quiet,
      },
      queries: [query('count by (severity, alertstate) (ALERTS)', '{{severity}} · {{alertstate}}')],
    }),
    chart({
      title: 'From Prometheus to Alertmanager',
      description: 'Alerts sent, lost on the way and thrown away because the queue was full, each second.',
      unit: units.OpsPerSecond,
      span: 8,
      colors: { '/ · (lost|thrown away)$/': COLORS.bad },
      queries: [
        query(
          `sum by (instance) (rate(prometheus_notifications_sent_total{${SERVER}}[$__rate_interval]))`,
          '{{instance}} · sent',
        ),
        query(
          `sum by (instance) (rate(prometheus_notifications_errors_total{${SERVER}}[$__rate_interval]))`,
          '{{instance}} · lost',
        ),
        query(
          `rate(prometheus_notifications_dropped_total{${SERVER}}[$__rate_interval])`,
          '{{instance}} · thrown away',
        ),
      ],
    }),
    chart({
      title: 'From Alertmanager to people',
      description: 'Notifications by way, and those that failed, within the hour before each moment.',
      unit: units.Short,
      span: 8,
      decimals: 0,
      colors: { '/ · failed$/': COLORS.bad },
      queries: [
        query('sum by (integration) (increase(alertmanager_notifications_total[1h])) > 0', '{{integration}} · sent'),
        query(
          'sum by (integration) (increase(alertmanager_notifications_failed_total[1h])) > 0',
          '{{integration}} · failed',
        ),
      ],
    }),
  ],
};

export const resources: Row = {
  title: 'What the monitoring costs',
  isClosed: true,
  panels: [
    chart({
      title: 'Memory',
      description: 'Of each part of the stack that says so itself.',
      unit: units.BytesIEC,
      span: 12,
      legend: 'table',
      queries: [query('process_resident_memory_bytes{job=~"$job", job!="kubelet"}', '{{job}} · {{instance}}')],
    }),
    chart({
      title: 'Processors',
      description: 'Of each part of the stack that says so itself; 1 is one processor.',
      unit: units.Short,
      span: 12,
      decimals: 3,
      legend: 'table',
      queries: [
        query(
          'rate(process_cpu_seconds_total{job=~"$job", job!="kubelet"}[$__rate_interval])',
          '{{job}} · {{instance}}',
        ),
      ],
    }),
    chart({
      title: 'Time for queries',
      description: 'Nine of ten queries were answered within this time, by stage.',
      unit: units.Seconds,
      span: 24,
      queries: [
        query(`max by (slice) (prometheus_engine_query_duration_seconds{${SERVER}, quantile="0.9"})`, '{{slice}}'),
      ],
    }),
  ],
};
