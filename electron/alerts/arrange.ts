// In which order alerts are read. Pure.
import { type Alert, SEVERITIES } from '../../shared/model/alert.ts';

const STATES = ['firing', 'inhibited', 'silenced'] as const satisfies readonly Alert['state'][];

/**
 * Each alert once (the later of two with one fingerprint), what fires before what nobody is told of, critical before
 * warning before info, the newest first; alerts of one rule stand together, where its first one stands.
 */
export function arrange(alerts: readonly Alert[]): Alert[] {
  const distinct = new Map(alerts.map((alert) => [alert.fingerprint, alert]));
  const groups = new Map<string, Alert[]>();
  for (const alert of [...distinct.values()].sort(compare)) {
    const key = JSON.stringify([alert.state, alert.severity, alert.name]);
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups.values()].flat();
}

function compare(a: Alert, b: Alert): number {
  return (
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.since - a.since ||
    a.name.localeCompare(b.name, 'en') ||
    a.fingerprint.localeCompare(b.fingerprint, 'en')
  );
}
