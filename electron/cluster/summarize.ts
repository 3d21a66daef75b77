// Makes the overview that a person sees of what the cluster's API says.
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Overview, WorkloadRow } from '../../shared/model/overview.ts';
import { healthOf } from './health/health-of.ts';
import type { RelatedObjects } from './health/related.ts';
import { missingFrom, missingServiceRow, missingWorkloadRow } from './missing.ts';
import { NO_TITLES, partTitle, type TitleOf } from './part-title.ts';
import { partsOf } from './parts.ts';
import { podRow } from './pod-row.ts';
import { serviceRow } from './service-row.ts';
import type { Snapshot } from './snapshot.ts';

/** All objects of the stack carry it. */
const STACK_LABEL = { name: 'app.kubernetes.io/part-of', value: 'odin' } as const;

/**
 * The overview of a snapshot, or null while it is not complete: what is unread must not look absent. Strangers' objects
 * in the namespace are shown too, but only the stack's own make it `installed` (its volumes alone do not: those are what
 * an uninstall keeps). Workloads and services of `expected` that are not in the snapshot are shown as `NotFound`.
 */
export function summarize(
  snapshot: Snapshot,
  expected: readonly ObjectRef[] = [],
  titleOf: TitleOf = NO_TITLES,
): Overview | null {
  if (!snapshot.isComplete) return null;
  const { namespace, objects, at, stale, staleReason } = snapshot;
  const related: RelatedObjects = {
    pods: objects.Pod,
    replicaSets: objects.ReplicaSet,
    events: objects.Event,
    claims: objects.PersistentVolumeClaim,
    storageClasses: objects.StorageClass,
    endpointSlices: objects.EndpointSlice,
  };
  const replicaSets = new Map(objects.ReplicaSet.map((one) => [one.metadata.uid ?? '', one]));
  const missing = missingFrom(snapshot, expected);
  const titleOfRef = ({ name }: ObjectRef): string => titleOf(name) ?? name;
  const controllers = [...objects.Deployment, ...objects.StatefulSet, ...objects.DaemonSet];
  const serviceRows = [
    ...objects.Service.map((service) => serviceRow(service, related, partTitle(service, titleOf))),
    ...missing.filter(({ kind }) => kind === 'Service').map((ref) => missingServiceRow(ref, titleOfRef(ref))),
  ];
  const workloadRows = [
    ...controllers.map((controller) => workloadRow(controller, related, partTitle(controller, titleOf))),
    ...missing.filter(({ kind }) => kind !== 'Service').map((ref) => missingWorkloadRow(ref, titleOfRef(ref))),
  ];
  const podRows = objects.Pod.map((pod) => podRow(pod, related, replicaSets, titleOf));
  const sources = { controllers, services: objects.Service, workloadRows, serviceRows, podRows, missing, titleOf };
  return {
    namespace,
    installed: missing.length > 0 || [...controllers, ...objects.Service].some(isOfStack),
    services: byName(serviceRows),
    workloads: byName(workloadRows),
    parts: partsOf(sources),
    pods: byName(podRows),
    at,
    stale,
    ...(staleReason === undefined ? {} : { staleReason }),
  };
}

function isOfStack({ metadata }: KubeObject): boolean {
  return metadata.labels?.[STACK_LABEL.name] === STACK_LABEL.value;
}

function workloadRow(controller: KubeObject, related: RelatedObjects, title: string): WorkloadRow {
  const { namespace = '', name } = controller.metadata;
  return { kind: controller.kind, namespace, name, health: healthOf(controller, related, title) };
}

function byName<T extends { readonly name: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
