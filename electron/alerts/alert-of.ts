// Makes an alert, as ODIN shows it, out of what Alertmanager or Prometheus say. Pure.
import { type Alert, dashboardUidSchema, SEVERITIES, type Severity } from '../../shared/model/alert.ts';
import type { PrometheusAlert } from '../metrics/answers.ts';
import type { AlertmanagerAlert } from './answers.ts';
import { objectOf } from './object-of.ts';

/** Labels or annotations. */
export type Texts = Readonly<Record<string, string>>;

/** One of Alertmanager's. */
export function alertOfAlertmanager({ fingerprint, labels, annotations, startsAt, status }: AlertmanagerAlert): Alert {
  const isSilenced = status.silencedBy.length > 0 || status.mutedBy.length > 0;
  const suppressed = isSilenced ? 'silenced' : 'inhibited';
  const state = status.state === 'suppressed' ? suppressed : 'firing';
  const silenced = status.silencedBy.length === 0 ? {} : { silencedBy: status.silencedBy };
  return { fingerprint, state, ...silenced, since: Date.parse(startsAt) || 0, ...toldOf(labels, annotations) };
}

/** One of Prometheus', which fires; its labels are what tells it apart. */
export function alertOfPrometheus({ labels, annotations, activeAt }: PrometheusAlert): Alert {
  const fingerprint = fingerprintOf(labels);
  return { fingerprint, state: 'firing', since: Date.parse(activeAt) || 0, ...toldOf(labels, annotations) };
}

/** The same for the same labels, in whichever order. */
export function fingerprintOf(labels: Texts): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What its rule says. Of annotations only those that are known: others may hold anything. */
export function toldOf(labels: Texts, annotations: Texts): Omit<Alert, 'fingerprint' | 'state' | 'since'> {
  const name = labels.alertname ?? 'Alert without a name';
  const { description, action, runbook_url: runbook } = annotations;
  const dashboard = dashboardUidSchema.safeParse(annotations.dashboard).data;
  const object = objectOf(labels);
  return {
    name,
    severity: severityOf(labels.severity),
    summary: annotations.summary ?? annotations.message ?? name,
    ...(description === undefined ? {} : { description }),
    ...(action === undefined ? {} : { action }),
    ...(object === undefined ? {} : { object }),
    ...(dashboard === undefined ? {} : { dashboard }),
    ...(runbook === undefined ? {} : { runbook }),
    labels: { ...labels },
  };
}

/** A rule of somebody else's that says nothing, or says it in another word, is worth a look and no alarm. */
function severityOf(label: string | undefined): Severity {
  return SEVERITIES.find((severity) => severity === label) ?? 'warning';
}
