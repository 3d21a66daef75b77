// The components of the stack: a row for each folder of manifests. All else that has to know of components reads the rows, so
// that a new one is its folder, its row here, its switch in `shared/model/settings`, and its rules and dashboards.
import { alertmanager } from './rows/alertmanager.ts';
import { dashboards } from './rows/dashboards.ts';
import { gpuExporters } from './rows/gpu-exporters.ts';
import { grafana } from './rows/grafana.ts';
import { ingress } from './rows/ingress.ts';
import { kubeStateMetrics } from './rows/kube-state-metrics.ts';
import { alloy, logDashboards, loki } from './rows/logs.ts';
import { namespace } from './rows/namespace.ts';
import { networkPolicies } from './rows/network-policies.ts';
import { nodeExporter } from './rows/node-exporter.ts';
import { nvidiaDevicePlugin } from './rows/nvidia-device-plugin.ts';
import { prometheus } from './rows/prometheus.ts';
import { resourceQuota } from './rows/resource-quota.ts';
import type { ComponentRow } from './rows/row.ts';
import { rules } from './rows/rules.ts';

/** Sentences about several components, and their Secrets, come in this order; objects come in that of a version's files. */
export const COMPONENTS: readonly ComponentRow[] = [
  namespace,
  networkPolicies,
  prometheus,
  rules,
  alertmanager,
  grafana,
  dashboards,
  nodeExporter,
  kubeStateMetrics,
  loki,
  alloy,
  logDashboards,
  ingress,
  resourceQuota,
  ...gpuExporters,
  nvidiaDevicePlugin,
];
