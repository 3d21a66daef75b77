// How much memory and CPU each part gets. What the assets say is for a laptop of 16 or 32 GB.
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { type Container, edited, type Setting, withContainers } from '../manifests/edit.ts';

/** CPU and memory that are requested, and the limit of memory. */
type Amounts = readonly [cpu: string, memory: string, limit: string];

/** Workload, which is also its container's name → amounts. What is not here is as in the assets. */
const PRESETS: Readonly<Record<StackSettings['resources'], Readonly<Record<string, Amounts>>>> = {
  small: {
    prometheus: ['100m', '256Mi', '1Gi'],
    grafana: ['50m', '128Mi', '384Mi'],
    'kube-state-metrics': ['10m', '32Mi', '128Mi'],
    loki: ['25m', '128Mi', '512Mi'],
    alloy: ['25m', '96Mi', '256Mi'],
  },
  laptop: {},
  workstation: {
    prometheus: ['500m', '2Gi', '8Gi'],
    alertmanager: ['20m', '64Mi', '256Mi'],
    grafana: ['200m', '384Mi', '1Gi'],
    'kube-state-metrics': ['50m', '128Mi', '512Mi'],
    'nvidia-gpu-exporter': ['50m', '64Mi', '256Mi'],
    loki: ['200m', '512Mi', '4Gi'],
    alloy: ['100m', '256Mi', '1Gi'],
  },
};

export const resources: Setting = (objects, settings) =>
  Object.entries(PRESETS[settings.resources]).reduce(
    (done, [name, amounts]) =>
      ['Deployment', 'StatefulSet', 'DaemonSet'].reduce(
        (all, kind) =>
          edited(all, kind, name, (object) =>
            withContainers(object, (container) => withAmounts(container, name, amounts)),
          ),
        done,
      ),
    objects,
  );

function withAmounts(container: Container, name: string, [cpu, memory, limit]: Amounts): Container {
  if (container.name !== name) return container;
  return { ...container, resources: { requests: { cpu, memory }, limits: { memory: limit } } };
}
