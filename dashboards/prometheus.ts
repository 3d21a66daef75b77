// Prometheus' own health: what it reads, what it keeps, whether its rules and alerts work.
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart, timeline } from './house/charts.ts';
import { dashboard, type Row } from './house/dashboard.ts';
import { ANY_IS_BAD, COLORS, highIsBad, lowIsBad, PLAIN } from './house/levels.ts';
import { stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { table } from './house/table.ts';
import { choice } from './house/variables.ts';
import { alerting, resources, rules } from './prometheus-details.ts';

const SERVER = 'instance=~"$prometheus"';

const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Targets down',
      description: 'What is meant to be read and cannot be. The table below names it.',
      unit: units.Short,
      span: 4,
      levels: ANY_IS_BAD,
      queries: [query('sum(1 - up{job=~"$job"})', 'down')],
    }),
    stat({
      title: 'Configuration',
      description: 'Whether the newest configuration was taken. If not, the one before it is in force.',
      unit: 'none',
      span: 4,
      levels: lowIsBad(1, 1),
      mappings: [
        {
          type: MappingType.ValueToText,
          options: {
            0: { text: 'refused', color: COLORS.bad, index: 0 },
            1: { text: 'in force', color: COLORS.good, index: 1 },
          },
        },
      ],
      queries: [query(`min(prometheus_config_last_reload_successful{${SERVER}})`, 'configuration')],
    }),
    stat({
      title: 'Series',
      description: 'Distinct series of the last hours. It is what memory goes by: some 3 kB each.',
      unit: units.Short,
      span: 4,
      levels: PLAIN,
      trend: true,
      queries: [query(`sum(prometheus_tsdb_head_series{${SERVER}})`, 'series')],
    }),
    stat({
      title: 'Samples per second',
      description: 'Values taken in. It is what disk space goes by: one or two bytes each.',
      unit: units.Short,
      span: 4,
      levels: PLAIN,
      trend: true,
      queries: [
        query(`sum(rate(prometheus_tsdb_head_samples_appended_total{${SERVER}}[$__rate_interval]))`, 'samples'),
      ],
    }),
    stat({
      title: 'Space used up',
      description: 'Part of the space that Prometheus may use. Near 1 is normal: the oldest data then makes room.',
      unit: units.PercentUnit,
      span: 4,
      decimals: 0,
      levels: PLAIN,
      noValue: 'no limit',
      queries: [
        query(
          `max(
             (prometheus_tsdb_storage_blocks_bytes{${SERVER}} + prometheus_tsdb_wal_storage_size_bytes)
             / (prometheus_tsdb_retention_limit_bytes > 0)
           )`,
          'used',
        ),
      ],
    }),
    stat({
      title: 'Oldest data',
      description: 'How far back one can look.',
      unit: units.DurationSeconds,
      span: 4,
      decimals: 0,
      levels: PLAIN,
      queries: [query(`time() - min(prometheus_tsdb_lowest_timestamp_seconds{${SERVER}} > 0)`, 'oldest')],
    }),
  ],
};

const targets: Row = {
  title: 'Targets',
  panels: [
    timeline({
      title: 'Whether they answered',
      description: 'One bar a target.',
      span: 12,
      height: 10,
      mappings: [
        {
          type: MappingType.ValueToText,
          options: {
            0: { text: 'down', color: COLORS.bad, index: 0 },
            1: { text: 'up', color: COLORS.good, index: 1 },
          },
        },
      ],
      levels: lowIsBad(1, 1),
      queries: [query('up{job=~"$job"}', '{{job}} · {{instance}}')],
    }),
    table({
      title: 'Targets',
      description:
        'How long each took to answer, how many values it sent, and how many of them are new series: those cost memory.',
      span: 12,
      height: 10,
      labels: { job: 'Job', instance: 'Instance' },
      sortBy: 'Values',
      columns: [
        {
          title: 'State',
          unit: 'none',
          levels: lowIsBad(1, 1),
          mappings: [
            {
              type: MappingType.ValueToText,
              options: {
                0: { text: 'down', color: COLORS.bad, index: 0 },
                1: { text: 'up', color: COLORS.good, index: 1 },
              },
            },
          ],
          expr: 'max by (job, instance) (up{job=~"$job"})',
        },
        {
          title: 'Answer in',
          unit: units.Seconds,
          levels: highIsBad(2, 8),
          expr: 'max by (job, instance) (scrape_duration_seconds{job=~"$job"})',
        },
        {
          title: 'Values',
          unit: units.Short,
          expr: 'sum by (job, instance) (scrape_samples_post_metric_relabeling{job=~"$job"})',
        },
        {
          title: 'New series, 1 h',
          unit: units.Short,
          decimals: 0,
          expr: 'sum by (job, instance) (sum_over_time(scrape_series_added{job=~"$job"}[1h]))',
        },
      ],
    }),
    chart({
      title: 'Values by job',
      description: 'How many values each job sends with every reading, after those that nobody needs were dropped.',
      unit: units.Short,
      span: 12,
      stacked: true,
      legend: 'table',
      queries: [query('sum by (job) (scrape_samples_post_metric_relabeling{job=~"$job"})', '{{job}}')],
    }),
    chart({
      title: 'Time to answer by job',
      description: 'The slowest target of each job. One that takes longer than its interval loses values.',
      unit: units.Seconds,
      span: 12,
      legend: 'table',
      queries: [query('max by (job) (scrape_duration_seconds{job=~"$job"})', '{{job}}')],
    }),
  ],
};

const storage: Row = {
  title: 'Storage',
  panels: [
    chart({
      title: 'Space',
      description: 'Finished blocks, the log of what came since, and the limit for both as a dashed line.',
      unit: units.BytesIEC,
      span: 8,
      stacked: true,
      limits: '/ · limit$/',
      colors: { '/ · limit$/': COLORS.limit },
      queries: [
        query(`prometheus_tsdb_storage_blocks_bytes{${SERVER}}`, '{{instance}} · blocks'),
        query(`prometheus_tsdb_wal_storage_size_bytes{${SERVER}}`, '{{instance}} · log'),
        query(`prometheus_tsdb_retention_limit_bytes{${SERVER}} > 0`, '{{instance}} · limit'),
      ],
    }),
    chart({
      title: 'Series',
      description:
        'Series in memory, and how many are made anew each second. A steady rise means that something makes a new label value all the time.',
      unit: units.Short,
      span: 8,
      queries: [
        query(`prometheus_tsdb_head_series{${SERVER}}`, '{{instance}} · in memory'),
        query(
          `rate(prometheus_tsdb_head_series_created_total{${SERVER}}[$__rate_interval])`,
          '{{instance}} · new per second',
        ),
      ],
    }),
    chart({
      title: 'Failures',
      description:
        'Of writing, merging and reading its data, within the hour before each moment. Anything but zero wants a look at the disk.',
      unit: units.Short,
      span: 8,
      decimals: 0,
      queries: [
        query(`increase(prometheus_tsdb_wal_writes_failed_total{${SERVER}}[1h])`, '{{instance}} · writes'),
        query(`increase(prometheus_tsdb_compactions_failed_total{${SERVER}}[1h])`, '{{instance}} · merges'),
        query(`increase(prometheus_tsdb_reloads_failures_total{${SERVER}}[1h])`, '{{instance}} · reads'),
      ],
    }),
  ],
};

export const prometheus = dashboard({
  uid: 'odin-prometheus',
  title: 'ODIN / Prometheus',
  description: 'What Prometheus reads and keeps, and whether its rules and alerts work.',
  alerts: 'alertname=~"TargetDown|NodeTargetsUnreachable|Prometheus.+|Alertmanager.+"',
  variables: [
    choice('prometheus', 'Prometheus', 'prometheus_build_info', 'instance'),
    choice('job', 'Job', 'up', 'job'),
  ],
  rows: [now, targets, storage, rules, alerting, resources],
});
