// A Prometheus that is in the cluster already, in the place of one's own.
import type { KubeObject } from '../../../shared/model/object.ts';
import { STACK_NAMESPACE } from '../../../shared/model/stack.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { askingExisting } from './existing-data-source.ts';
import { podsNamed } from './network-peer.ts';
import type { Setting } from './setting.ts';

type Existing = NonNullable<StackSettings['prometheus']['existing']>;

/** Grafana asks it, and it may reach the exporters. */
export const existingPrometheus: Setting = (objects, { prometheus: { existing } }) => {
  if (existing === undefined) return objects;
  return askingExisting(objects, existing)
    .filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== 'prometheus')
    .map((object) => (object.kind === 'NetworkPolicy' ? withCaller(object, existing) : object));
};

/** Sentences about all that is missing or different with it. */
export function leftOutWith({ prometheus: { existing }, components, exporters }: StackSettings): readonly string[] {
  if (existing === undefined) return [];
  const name = `${existing.namespace}/${existing.service}`;
  return [
    `Prometheus ${name} is used: ODIN installs none, nor its rules, and the settings of prometheus but for existing do nothing, except that Grafana takes scrapeInterval for its own; it has to scrape the exporters by its own configuration.`,
    ...(existing.auth !== 'none' && existing.scheme === 'http'
      ? [
          `The login of Prometheus ${name} goes through the cluster without encryption, as prometheus.existing.scheme is http.`,
        ]
      : []),
    ...(existing.trust === 'skipVerify'
      ? [
          `Whose certificate Prometheus ${name} shows is not checked, as prometheus.existing.trust is skipVerify: whoever stands in its place gets the login and is believed.`,
        ]
      : []),
    ...(components.grafana && existing.secret !== undefined
      ? [
          `Grafana reads Secret ${existing.secret} when it starts: after a change of it, kubectl -n ${STACK_NAMESPACE} rollout restart deployment grafana.`,
        ]
      : []),
    ...(components.nodeExporter
      ? ['node-exporter asks whoever scrapes it for the user and password in Secret node-exporter-auth.']
      : []),
    ...(components.alertmanager
      ? [`Alertmanager gets no alerts until Prometheus ${name} is configured to send them.`]
      : []),
    ...(exporters.length === 0
      ? []
      : [
          `The exporters of the settings run, and are annotated with prometheus.io/scrape; whether Prometheus ${name} looks for that is up to its configuration.`,
        ]),
    ...exporters.flatMap(({ interval }, index) =>
      interval === undefined
        ? []
        : [
            `exporters[${index}].interval does nothing while Prometheus ${name} is used, which scrapes as it is configured.`,
          ],
    ),
  ];
}

/** Whoever scrapes for what is asked: Prometheus does so itself, VictoriaMetrics, Thanos and Mimir have others do it. */
const SCRAPERS = ['prometheus', 'vmagent', 'vmsingle', 'victoria-metrics-single', 'alloy', 'opentelemetry-collector'];

/** In place of the stack's Prometheus as a caller: pods that the usual charts label so, in the namespace of the other. */
function withCaller(object: KubeObject, { namespace }: Existing): KubeObject {
  const rules = valueAt(object, ['spec', 'ingress']);
  if (!Array.isArray(rules)) return object;
  const callers = SCRAPERS.map((name) => podsNamed(namespace, name));
  const isOurs = (from: unknown) =>
    valueAt(from, ['podSelector', 'matchLabels', 'app.kubernetes.io/name']) === 'prometheus';
  const replaced = rules.map((rule) =>
    withValueAt(
      rule,
      ['from'],
      (valueAt(rule, ['from']) as readonly unknown[]).flatMap((from) => (isOurs(from) ? callers : [from])),
    ),
  );
  return withValueAt(object, ['spec', 'ingress'], replaced);
}
