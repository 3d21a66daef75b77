// The order in which the form shows the settings: sections, groups in them, and the paths of each. Each setting stands in one of them.
import type { settingsText } from '../../../text/settings.ts';
import { valueAt } from './draft-value.ts';
import type { Draft } from './setting-schema.ts';

export type SectionId = keyof typeof settingsText.sections;
/** What can be off, so that settings do nothing. */
export type PartOff = keyof typeof settingsText.isOff;
type GroupTitle = keyof typeof settingsText.groups;

export interface GroupLayout {
  readonly title?: GroupTitle;
  /** Paths of settings, or of maps whose settings are all meant. */
  readonly paths: readonly string[];
  /** They do something only while this part is on. */
  readonly needs?: PartOff;
}

export interface SectionLayout {
  readonly id: SectionId;
  readonly groups: readonly GroupLayout[];
}

export const LAYOUT: readonly SectionLayout[] = [
  {
    id: 'parts',
    groups: [
      {
        paths: [
          'components.grafana',
          'components.alertmanager',
          'components.nodeExporter',
          'components.kubeStateMetrics',
          'components.logs',
          'components.ingress',
          'resources',
        ],
      },
    ],
  },
  {
    id: 'storage',
    groups: [
      { title: 'prometheus', paths: ['prometheus.retention', 'prometheus.storage'], needs: 'ownPrometheus' },
      { title: 'loki', paths: ['loki'], needs: 'logs' },
      { title: 'grafana', paths: ['grafana'], needs: 'grafana' },
      { title: 'alertmanager', paths: ['alertmanager'], needs: 'alertmanager' },
    ],
  },
  {
    id: 'gpu',
    groups: [
      { paths: ['gpu.exporter'] },
      { paths: ['gpu.sleep', 'gpu.processes'], needs: 'gpuExporter' },
      { paths: ['gpu.devicePlugin.enabled'] },
      { paths: ['gpu.devicePlugin.timeSlicingReplicas'], needs: 'devicePlugin' },
    ],
  },
  {
    id: 'alerts',
    groups: [{ paths: ['alerts.rules'] }, { paths: ['alerts.receivers', 'alerts.templates'], needs: 'alertmanager' }],
  },
  {
    id: 'network',
    groups: [
      { paths: ['components.networkPolicies'] },
      { title: 'ingress', paths: ['ingress.ingressClassName'], needs: 'ingress' },
      { title: 'hosts', paths: ['ingress.hosts'], needs: 'ingress' },
      { title: 'controller', paths: ['ingress.controller'], needs: 'ingress' },
      { title: 'nodeExporter', paths: ['nodeExporter'], needs: 'nodeExporter' },
      { paths: ['linkerdInjection'] },
    ],
  },
  { id: 'exporters', groups: [{ paths: ['exporters'] }] },
  {
    id: 'advanced',
    groups: [
      { paths: ['prometheus.scrapeInterval', 'prometheus.scrapeAnnotations'], needs: 'ownPrometheus' },
      { paths: ['prometheus.existing', 'components.resourceQuota', 'extraManifests'] },
    ],
  },
];

/** A part that can be off: the setting that says so, and the value that turns it on, where there is one that everybody would mean. */
interface Part {
  readonly setting: string;
  readonly isOn: (value: unknown) => boolean;
  readonly on?: unknown;
}

const component = (name: string): Part => ({
  setting: `components.${name}`,
  isOn: (value) => value === true,
  on: true,
});

export const PARTS: Readonly<Record<PartOff, Part>> = {
  logs: component('logs'),
  grafana: component('grafana'),
  alertmanager: component('alertmanager'),
  nodeExporter: component('nodeExporter'),
  ingress: component('ingress'),
  devicePlugin: { setting: 'gpu.devicePlugin.enabled', isOn: (value) => value === true, on: true },
  gpuExporter: { setting: 'gpu.exporter', isOn: (value) => value !== 'none' },
  ownPrometheus: { setting: 'prometheus.existing', isOn: (value) => value === undefined },
};

/** Whether it is on in these settings. */
export function isPartOn(part: PartOff, draft: Draft): boolean {
  const { setting, isOn } = PARTS[part];
  return isOn(valueAt(draft, setting.split('.')));
}
