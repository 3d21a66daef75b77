// A Prometheus that is in the cluster already, in the place of one's own.
import type { KubeObject } from '../../../shared/model/object.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, setInFile } from '../manifests/edit.ts';
import { podsNamed } from './network-peer.ts';
import type { Setting } from './setting.ts';

type Existing = NonNullable<StackSettings['prometheus']['existing']>;

/** Grafana asks it, and it may reach the exporters. */
export const existingPrometheus: Setting = (objects, { prometheus: { existing } }) => {
  if (existing === undefined) return objects;
  const { namespace, service, port } = existing;
  const asking = edited(objects, 'ConfigMap', 'grafana-datasources', (object) =>
    setInFile(object, 'prometheus.yaml', ['datasources', 0, 'url'], `http://${service}.${namespace}:${port}`),
  );
  return asking
    .filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== 'prometheus')
    .map((object) => (object.kind === 'NetworkPolicy' ? withCaller(object, existing) : object));
};

/** Sentences about all that is missing or different with it. */
export function leftOutWith({ prometheus: { existing }, components, exporters }: StackSettings): readonly string[] {
  if (existing === undefined) return [];
  const name = `${existing.namespace}/${existing.service}`;
  return [
    `Prometheus ${name} is used: ODIN installs none, nor its rules, and the settings of prometheus but for existing do nothing; it has to scrape the exporters by its own configuration.`,
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

/** In place of the stack's Prometheus as a caller: pods that the usual charts label so, in the namespace of the other. */
function withCaller(object: KubeObject, { namespace }: Existing): KubeObject {
  const rules = valueAt(object, ['spec', 'ingress']);
  if (!Array.isArray(rules)) return object;
  const caller = podsNamed(namespace, 'prometheus');
  const isOurs = (from: unknown) =>
    valueAt(from, ['podSelector', 'matchLabels', 'app.kubernetes.io/name']) === 'prometheus';
  const replaced = rules.map((rule) =>
    withValueAt(
      rule,
      ['from'],
      (valueAt(rule, ['from']) as readonly unknown[]).map((from) => (isOurs(from) ? caller : from)),
    ),
  );
  return withValueAt(object, ['spec', 'ingress'], replaced);
}
