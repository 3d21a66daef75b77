// The links that lead into the window from elsewhere: for the help, and for the manual.

/** A link as it may be written, and where it leads. Capitals stand for what is chosen. */
export const LINKS: readonly (readonly [link: string, what: string])[] = [
  ['odin://overview?open=deploy/monitoring/grafana&tab=logs', 'an object, at a tab of it: logs, events or yaml'],
  ['odin://gpu', 'a page: also alerts, stack, doctor, forwards, explore, logs'],
  [
    'odin://explore?expr=up&range=3600',
    'an expression in its box, which you run; a chart of 900, 3600, 21600 or 86400 s',
  ],
  ['odin://logs?of=stack&last=6h', 'a log of the last 15m, 1h, 6h, 24h or 7d'],
  [
    'odin://logs?of=pod/monitoring/grafana-0&container=grafana&at=2026-11-30T14:05:00Z',
    'a log around a moment; of the run before with &previous=',
  ],
  ['odin://grafana/odin-gpu', 'a dashboard of Grafana, by its uid'],
];
