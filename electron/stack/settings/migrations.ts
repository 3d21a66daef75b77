// Settings of an older form in the present one. Each step is pure and leads one version on.
import { SETTINGS_VERSION } from '../../../shared/model/stack-settings.ts';
import { withValueAt } from '../manifests/at-path.ts';

type Json = Readonly<Record<string, unknown>>;

/** From version 0: one flat list, one storage class for all volumes, and components by their folders. */
const FLAT: Readonly<Record<string, readonly (readonly string[])[]>> = {
  retentionTime: [['prometheus', 'retention', 'time']],
  retentionSize: [['prometheus', 'retention', 'size']],
  scrapeInterval: [['prometheus', 'scrapeInterval']],
  storageClassName: ['prometheus', 'grafana', 'alertmanager', 'loki'].map((part) => [
    part,
    'storage',
    'storageClassName',
  ]),
  prometheusStorage: [['prometheus', 'storage', 'size']],
  grafanaStorage: [['grafana', 'storage', 'size']],
  gpuExporter: [['gpu', 'exporter']],
  alertmanager: [['components', 'alertmanager']],
  logs: [['components', 'logs']],
  ingress: [['components', 'ingress']],
};

/** `STEPS[n]` makes settings of version n into those of version n + 1. What it does not know stays, to be refused by name. */
const STEPS: readonly ((settings: Json) => Json)[] = [
  (settings) =>
    Object.entries(settings).reduce<Json>((moved, [key, value]) => {
      const paths = Object.hasOwn(FLAT, key) ? FLAT[key] : undefined;
      return (paths ?? [[key]]).reduce((all, path) => withValueAt(all, path, value), moved);
    }, {}),
];

/**
 * The same settings in the present form.
 *
 * @param version of `settings`; at most the present one
 */
export function migrated(settings: Json, version: number): Json {
  const moved = STEPS.slice(version).reduce((before, step) => step(before), settings);
  return { ...moved, version: SETTINGS_VERSION };
}
