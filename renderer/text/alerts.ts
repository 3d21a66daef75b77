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
  /** After a number that is shown apart. */
  fire: (n: number) => (n === 1 ? 'alert fires' : 'alerts fire'),
  firing: (n: number) => count(n, 'fires', 'fire'),
  /** The two as of then, where nobody tells any more. */
  wasQuiet: 'Nothing fired.',
  fired: (n: number) => `${n} fired`,
  untold: (n: number) => `${n} silenced or inhibited`,
  showAll: (n: number) => `Show all ${n}`,
  showFew: 'Show fewer',
  loading: 'Asking what fires…',
  failed: 'What fires cannot be read.',
  stale: (age: string) => `Last renewed ${age} ago.`,
  action: 'What to do',
  more: 'More about it',
  labels: 'Labels',
  dashboard: 'Open dashboard',
  severity: { critical: 'Critical', warning: 'Warning', info: 'Info' } satisfies Record<Severity, string>,
  state: { firing: 'firing', silenced: 'silenced', inhibited: 'inhibited' } satisfies Record<Alert['state'], string>,
} as const;
