// The parts of the stack that a person may leave out or put in.
import { z } from 'zod';
import { toggle } from './fields.ts';

export const componentsSchema = z
  .strictObject({
    networkPolicies: toggle(
      true,
      'Network policies',
      'Nobody may talk to the pods of the namespace, but for the edges that the stack needs. Off removes all of them.',
    ),
    alertmanager: toggle(true, 'Alertmanager', 'Groups and silences alerts, and tells those whom the receivers name.'),
    grafana: toggle(true, 'Grafana', 'Dashboards.'),
    nodeExporter: toggle(true, 'Node exporter', 'CPU, memory, disks, network, temperatures and battery of each node.'),
    kubeStateMetrics: toggle(true, 'kube-state-metrics', "The state of the cluster's objects."),
    logs: toggle(false, 'Logs', 'Loki keeps the logs of all pods, Alloy reads them from each node.'),
    ingress: toggle(
      false,
      'Ingress',
      'Addresses through the ingress controller. Whoever reaches it reaches Prometheus without a password.',
    ),
    resourceQuota: toggle(
      false,
      'Resource quota',
      'What the namespace may ask for, with room for what is chosen here, and what containers get that say nothing.',
    ),
  })
  .prefault({})
  .meta({ title: 'Components', description: 'Which parts there are.' });
