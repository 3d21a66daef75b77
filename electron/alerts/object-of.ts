// The object of the cluster that an alert is about, by the labels that kube-state-metrics and cAdvisor give.
import { GPU_EXPORTERS } from '../../shared/model/gpu-exporters/table.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';

interface Kind {
  readonly label: string;
  readonly apiVersion: string;
  readonly kind: string;
}

/** Most exact first: an alert on a pod may name its node too. */
const NAMESPACED: readonly Kind[] = [
  { label: 'pod', apiVersion: 'v1', kind: 'Pod' },
  { label: 'deployment', apiVersion: 'apps/v1', kind: 'Deployment' },
  { label: 'statefulset', apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { label: 'daemonset', apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { label: 'job_name', apiVersion: 'batch/v1', kind: 'Job' },
  { label: 'persistentvolumeclaim', apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
];

/** These exporters' `instance` is the node that they look at. */
const NODE_JOBS = ['node-exporter', 'kubelet', 'cadvisor', ...GPU_EXPORTERS.map(({ component }) => component)];

/** Undefined where the labels name none. */
export function objectOf(labels: Readonly<Record<string, string>>): ObjectRef | undefined {
  const { namespace } = labels;
  if (namespace !== undefined) {
    for (const { label, apiVersion, kind } of NAMESPACED) {
      const name = labels[label];
      if (name !== undefined && name !== '') return { apiVersion, kind, namespace, name };
    }
  }
  const node = labels.node ?? nodeOf(labels);
  if (node !== undefined && node !== '') return { apiVersion: 'v1', kind: 'Node', name: node };
  return namespace === undefined ? undefined : { apiVersion: 'v1', kind: 'Namespace', name: namespace };
}

/** What was aggregated to a node or a GPU has no job any more, but a device of it. */
function nodeOf({ instance, job, uuid, device, mountpoint }: Readonly<Record<string, string>>): string | undefined {
  const isNode = job === undefined ? (uuid ?? device ?? mountpoint) !== undefined : NODE_JOBS.includes(job);
  return isNode ? instance : undefined;
}
