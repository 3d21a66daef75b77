// The receivers of alerts: a fragment of Alertmanager's configuration, merged into the stack's.
import { type Document, isSeq } from 'yaml';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, POD_SPEC, withContainers, withYamlFile } from '../manifests/edit.ts';
import type { ReceiversFragment } from './alertmanager/fragment.ts';
import { readReceivers } from './receivers-fragment.ts';
import type { Setting } from './setting.ts';

/** Keys of this Secret, which the person makes, are files for the `…_file` fields of receivers. */
const SECRETS = { name: 'alertmanager-secrets', path: '/etc/alertmanager/secrets' } as const;

/** Throws as {@link readReceivers} does, also where there is no Alertmanager to tell. */
export const receivers: Setting = (objects, { alerts }) => {
  if (alerts.receivers.trim() === '') return objects;
  const fragment = readReceivers(alerts.receivers);
  const configured = edited(objects, 'ConfigMap', 'alertmanager-config', (object) =>
    withYamlFile(object, 'alertmanager.yml', (document) => merge(document, fragment)),
  );
  return edited(configured, 'StatefulSet', 'alertmanager', withSecrets);
};

function merge(
  document: Document,
  { global, route, receivers: added, inhibit_rules, time_intervals }: ReceiversFragment,
): void {
  const append = (key: string, items: readonly unknown[]) => {
    const list = document.get(key);
    if (isSeq(list)) for (const item of items) list.add(document.createNode(item));
    else if (items.length > 0) document.set(key, document.createNode(items));
  };
  if (global != null) document.set('global', document.createNode(global));
  for (const [key, value] of Object.entries(route))
    if (value != null) document.setIn(['route', key], document.createNode(value));
  append('receivers', added);
  append('inhibit_rules', inhibit_rules ?? []);
  append('time_intervals', time_intervals ?? []);
}

function withSecrets(object: Parameters<typeof withContainers>[0]): Parameters<typeof withContainers>[0] {
  const volume = { name: 'secrets', secret: { secretName: SECRETS.name, optional: true } };
  const mounted = withContainers(object, (container) => {
    const mounts = valueAt(container, ['volumeMounts']) as readonly unknown[];
    return withValueAt(
      container,
      ['volumeMounts'],
      [...mounts, { name: volume.name, mountPath: SECRETS.path, readOnly: true }],
    );
  });
  const path = [...POD_SPEC, 'volumes'];
  return withValueAt(mounted, path, [...(valueAt(mounted, path) as readonly unknown[]), volume]);
}
