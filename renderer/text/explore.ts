// The words of the page for free PromQL.
import type { ExploreRange } from '../../shared/model/explore-bounds.ts';
import { count } from '../format/count.ts';
import { formatNumber } from '../format/number.ts';

const VIEWS = { table: 'Table', chart: 'Chart' };

export const exploreText = {
  title: 'Ask Prometheus',
  caution: 'In PromQL, of this cluster’s Prometheus. Nothing is asked before you press Run.',
  series: (n: number) => `${formatNumber(n)} series`,
  samples: (n: number) => count(n, 'sample', 'samples'),
  single: { scalar: 'One number', string: 'One text' },
  emptyTitle: { table: 'Nothing has a value now', chart: 'Nothing had a value in this time' },
  refusedTitle: 'Prometheus refused the expression',
  asking: 'Asking Prometheus…',
  failed: 'Prometheus does not answer',
  expression: 'PromQL expression',
  placeholder: 'An expression, such as up',
  run: 'Run',
  runHint: (isMac: boolean) => `Run (${isMac ? '⌘' : 'Ctrl'}+Enter)`,
  tooLong: (n: number, most: number) =>
    `It has ${formatNumber(n)} characters, and ${formatNumber(most)} are the most: shorten it.`,
  refusedAt: (line: number, column: number, reason: string) => `Line ${line}, column ${column}: ${reason}.`,
  refused: (reason: string) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  view: 'Shown as',
  views: VIEWS,
  range: 'Time range',
  ranges: { 900: '15 min', 3600: '1 h', 21600: '6 h', 86400: '24 h' } satisfies Record<ExploreRange, string>,
  start: 'Write an expression, or take one of these.',
  startReason: 'Names of metrics and labels complete themselves; Ctrl+Space offers all of them.',
  examples: 'Examples',
  empty: {
    table: 'No series has these names and labels now.',
    chart: 'No series with these names and labels had a number in this time.',
  } satisfies Record<keyof typeof VIEWS, string>,
  emptyReason: 'Look whether each name is written as its exporter writes it, or choose a longer time.',
  result: 'Result',
  lines: 'Lines of the chart',
  name: 'Series',
  value: 'Value',
  latest: 'Latest',
  at: 'Time',
  noLabels: 'no labels',
  histogram: 'histogram',
  shared: 'All of them have',
  left: (shown: number, all: number, what: 'series' | 'samples') =>
    `${formatNumber(shown)} of ${formatNumber(all)} ${what} are shown: ask for fewer, for example by topk or sum.`,
  drawn: (drawn: number, all: number) =>
    `${drawn} of ${formatNumber(all)} series are drawn: choose one below, or ask for fewer, for example by topk or sum.`,
  histograms: (n: number) => `${count(n, 'series is', 'series are')} of native histograms, which are not drawn.`,
  alone: (name: string) => `Draw ${name} alone`,
  together: 'Draw all again',
  notDrawn: 'not drawn',
  more: (n: number) => `and ${n} more`,
  chartOf: (n: number, from: string, to: string) => `${count(n, 'line', 'lines')} from ${from} to ${to}`,
  remarks: (lines: readonly string[]) =>
    `Prometheus says: ${lines.map((line) => line.replace(/^PromQL (?:warning|info): /, '')).join(' · ')}`,
  clock: (difference: string, isAhead: boolean) =>
    `Prometheus’ clock is ${difference} ${isAhead ? 'ahead of' : 'behind'} this computer’s. Its time is shown; set the one that is wrong.`,
  history: 'History',
  historyList: 'Expressions asked lately',
  noHistory: 'What you run is kept here, on this machine.',
  forget: (expression: string) => `Forget ${expression}`,
  forgetAll: 'Forget all',
} as const;

/** What a person may begin with: each is answered wherever the stack is. */
export const EXAMPLES = [
  'up',
  'sum by (namespace) (rate(container_cpu_usage_seconds_total[5m]))',
  '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
  'count by (alertname) (ALERTS)',
] as const;
