// Which component folders the settings choose.
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import type { Component } from '../manifests/component-folders.ts';

/** The names of the components of a version that are wanted. Those that no setting speaks of are as in its kustomization. */
export function componentNames(settings: StackSettings, components: readonly Component[]): ReadonlySet<string> {
  const { components: on, gpu, prometheus } = settings;
  const isInstalled = prometheus.existing === undefined;
  const wanted: Readonly<Record<string, boolean>> = {
    'network-policies': on.networkPolicies,
    prometheus: isInstalled,
    rules: isInstalled,
    alertmanager: on.alertmanager,
    grafana: on.grafana,
    dashboards: on.grafana,
    'node-exporter': on.nodeExporter,
    'kube-state-metrics': on.kubeStateMetrics,
    'nvidia-gpu-exporter': gpu.exporter === 'nvidia-gpu-exporter' || gpu.exporter === 'nvidia-gpu-exporter-nvml',
    'dcgm-exporter': gpu.exporter === 'dcgm-exporter',
    'nvidia-device-plugin': gpu.devicePlugin.enabled,
    loki: on.logs,
    alloy: on.logs,
    'dashboards-logs': on.logs,
    ingress: on.ingress,
    'resource-quota': on.resourceQuota,
  };
  return new Set(components.filter(({ name, isDefault }) => wanted[name] ?? isDefault).map(({ name }) => name));
}
