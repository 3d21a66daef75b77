// The words around alerts; what an alert says itself comes from its rule.
import type { Alert, Severity } from '../../shared/model/alert.ts';
import { count } from '../format/count.ts';

export const alertText = {
  title: 'Alerts',
  list: 'Alerts, most urgent first',
  alert: 'Alert',
  about: 'About',
  since: 'Since',
  quiet: 'Nothing fires.',
  /** The same as one fact among others. */
  quietFact: 'no alert fires',
  /** Of a cluster that is not there any more. */
  wasQuiet: 'Nothing fired.',
  /** After a number that is shown apart. */
  fire: (n: number) => (n === 1 ? 'alert fires' : 'alerts fire'),
  firing: (n: number) => count(n, 'fires', 'fire'),
  fired: (n: number) => `${n} fired`,
  untold: (n: number) => `${n} silenced or inhibited`,
  /** They are told with the problem that they belong to. */
  toldAbove: (fires: string) => `${fires} with what is above`,
  moreAbove: (n: number) => `${n} more with what is above`,
  showAll: (n: number) => `Show all ${n}`,
  showFew: 'Show fewer',
  loading: 'Asking what fires…',
  failed: 'What fires cannot be read.',
  stale: (age: string) => `Last renewed ${age} ago.`,
  action: 'What to do',
  more: 'More about it',
  labels: 'Labels',
  dashboard: 'Open dashboard',
  silence: 'Silence',
  silenceFor: 'For how long',
  spans: { 1: '1 h', 8: '8 h', 72: '3 d', until: 'until…' },
  until: 'Until',
  endsAt: (moment: string) => `Ends at ${moment}`,
  untilMissing: 'Choose a day and a time.',
  untilPast: 'This moment is past: choose a later one.',
  untilTooLate: 'A silence lasts 31 days at most.',
  reason: 'Reason',
  reasonHint: 'For whoever asks why it was quiet',
  silencedUntil: (moment: string) => `Silenced until ${moment}`,
  silenceFailed: 'It was not silenced',
  silencedBy: (who: string, moment: string) => `Silenced by ${who} until ${moment}`,
  endSilence: 'End the silence',
  endFailed: 'The silence was not ended',
  ended: 'The silence has ended',
  undo: 'Undo',
  restoreFailed: 'The silence was not made anew',
  valueNow: 'Value now',
  severity: { critical: 'Critical', warning: 'Warning', info: 'Info' } satisfies Record<Severity, string>,
  state: { firing: 'firing', silenced: 'silenced', inhibited: 'inhibited' } satisfies Record<Alert['state'], string>,
} as const;

/** The page of the alerts. */
export const alertsPageText = {
  headline: (n: number) => (n === 0 ? 'Nothing fires.' : `${n} ${alertText.fire(n)}`),
  pastHeadline: (n: number) => (n === 0 ? 'Nothing fired.' : `${n} ${n === 1 ? 'alert' : 'alerts'} fired`),
  unknownHeadline: 'Alerts',
  tabsLabel: 'Alerts',
  tabs: { firing: 'Firing', silenced: 'Silenced', history: 'Last 7 days' },
  openStack: 'Open the stack',
  noAlerting: 'Nothing watches over this cluster.',
  quietReason: 'What starts to fire appears here at once.',
  silences: 'Silences',
  silenced: 'What is silenced',
  who: 'By and why',
  ends: 'Until',
  beginsAt: (moment: string) => `Begins at ${moment}`,
  end: 'End it now',
  endNamed: (what: string) => `End it now: ${what}`,
  action: 'Action',
  noSilences: 'Nothing is silenced.',
  noSilencesReason: 'An alert that fires can be silenced in its details, for a while and with a reason.',
  silencesLoading: 'Asking what is silenced…',
  silencesFailed: 'What is silenced cannot be read.',
  untold: 'Alerts that nobody is told of',
} as const;

/** What fired in the last days. */
export const alertHistoryText = {
  list: 'Alerts of the last 7 days, the newest first',
  loading: 'Asking Prometheus what fired…',
  failed: 'What fired cannot be read.',
  none: 'Nothing fired in the last 7 days.',
  noneReason: 'Prometheus keeps each alert that fires, and since when.',
  times: 'Times',
  fired: 'Fired for',
  last: 'Last',
  still: 'Still firing',
  more: (n: number) => `And ${n} more.`,
  moreEpisodes: (n: number) => `and ${n} more before that`,
  exactness: 'Times are exact to 5 min.',
  episodes: 'When it fired',
  before: 'before these days',
  about: (moment: string) => `about ${moment}`,
  episode: (from: string, to: string | undefined, length: string) =>
    to === undefined ? `Since ${from}, still firing: about ${length}` : `From ${from} to ${to}: about ${length}`,
} as const;

/** The chart of what an alert watches over. */
export const alertChartText = {
  title: 'Last 6 hours',
  now: (value: string) => `${value} now`,
  threshold: (comparison: '>' | '>=' | '<' | '<=', value: string) =>
    `Fires ${{ '>': 'above', '>=': 'from', '<': 'below', '<=': 'down from' }[comparison]} ${value}`,
} as const;
