// Makes the overview that a person sees of what the cluster's API says.
import type { KubeObject } from '../../shared/model/object.ts';
import type { Overview, WorkloadRow } from '../../shared/model/overview.ts';
import { healthOf } from './health/health-of.ts';
import type { Related } from './health/related.ts';
import { podRow } from './pod-row.ts';
import { serviceRow } from './service-row.ts';
import type { Snapshot } from './snapshot.ts';

/** All objects of the stack carry it. */
const STACK_LABEL = { name: 'app.kubernetes.io/part-of', value: 'odin' } as const;

/**
 * The overview of a snapshot, or null while it is not complete: what is unread must not look absent. Strangers' objects
 * in the namespace are shown too, but only the stack's own make it `installed` (its volumes alone do not: those are what
 * an uninstall keeps).
 */
export function summarize(snapshot: Snapshot): Overview | null {
  if (!snapshot.isComplete) return null;
  const { namespace, objects, at, stale, staleReason } = snapshot;
  const related: Related = {
    pods: objects.Pod,
    replicaSets: objects.ReplicaSet,
    events: objects.Event,
    claims: objects.PersistentVolumeClaim,
    storageClasses: objects.StorageClass,
    endpointSlices: objects.EndpointSlice,
  };
  const replicaSets = new Map(objects.ReplicaSet.map((one) => [one.metadata.uid ?? '', one]));
  const controllers = [...objects.Deployment, ...objects.StatefulSet, ...objects.DaemonSet];
  return {
    namespace,
    installed: [...controllers, ...objects.Service].some(isOfStack),
    services: sortedByName(objects.Service).map((service) => serviceRow(service, related)),
    workloads: sortedByName(controllers).map((controller) => workloadRow(controller, related)),
    pods: sortedByName(objects.Pod).map((pod) => podRow(pod, related, replicaSets)),
    at,
    stale,
    ...(staleReason === undefined ? {} : { staleReason }),
  };
}

function isOfStack({ metadata }: KubeObject): boolean {
  return metadata.labels?.[STACK_LABEL.name] === STACK_LABEL.value;
}

function workloadRow(controller: KubeObject, related: Related): WorkloadRow {
  const { namespace = '', name } = controller.metadata;
  return { kind: controller.kind, namespace, name, health: healthOf(controller, related) };
}

function sortedByName(objects: readonly KubeObject[]): readonly KubeObject[] {
  return [...objects].sort((a, b) => a.metadata.name.localeCompare(b.metadata.name, 'en'));
}
