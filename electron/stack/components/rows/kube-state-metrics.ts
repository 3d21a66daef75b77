// kube-state-metrics: the state of the cluster's objects.
import { whileOn } from './choice.ts';
import type { ComponentRow } from './row.ts';

export const kubeStateMetrics: ComponentRow = {
  name: 'kube-state-metrics',
  choice: whileOn('components.kubeStateMetrics'),
  amounts: { small: ['10m', '32Mi', '128Mi'], workstation: ['50m', '128Mi', '512Mi'] },
};
