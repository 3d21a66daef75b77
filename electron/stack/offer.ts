// Counts what a set of objects brings and asks for, as it stands in their manifests.
import { type Json, record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { StackOffer } from '../../shared/model/stack-offer.ts';
import { readYaml } from '../yaml/read.ts';
import { valueAt } from './manifests/at-path.ts';
import { POD_SPEC } from './manifests/edit.ts';
import { bytes, podsOf, storageOf } from './settings/amounts.ts';

/** On one node: a DaemonSet counts once. Throws `YamlFault` for rules that are no YAML. */
export function offerOf(objects: readonly KubeObject[]): Omit<StackOffer, 'version'> {
  return {
    dashboards: filesOf(objects, /^grafana-dashboards(-|$)/).filter(([file]) => file.endsWith('.json')).length,
    alerts: filesOf(objects, /^prometheus-rules$/).reduce((sum, [, content]) => sum + alertsIn(content), 0),
    volumeBytes: total(objects, storageOf),
    memoryBytes: total(objects, memoryOf),
  };
}

function total(objects: readonly KubeObject[], bytesOf: (object: KubeObject) => number): number {
  return objects.reduce((sum, object) => sum + bytesOf(object), 0);
}

/** The files of the ConfigMaps whose names match. */
function filesOf(objects: readonly KubeObject[], name: RegExp): readonly (readonly [string, string])[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && name.test(metadata.name))
    .flatMap((object) => Object.entries(record(valueAt(object, ['data']))))
    .map(([file, content]) => [file, text(content)] as const);
}

function alertsIn(rules: string): number {
  const groups = records(record(readYaml(rules)).groups);
  return groups.flatMap((group) => records(group.rules)).filter((rule) => text(rule.alert) !== '').length;
}

function memoryOf(object: KubeObject): number {
  return podsOf(object) * podMemory(record(valueAt(object, POD_SPEC)));
}

/**
 * As the scheduler sees a pod: all that runs beside one another, or the hungriest of what runs before, with the sidecars.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
function podMemory(pod: Json): number {
  const first = records(pod.initContainers);
  const sidecars = sum(first.filter(isSidecar));
  const starting = first.filter((container) => !isSidecar(container)).map(requested);
  return sidecars + Math.max(sum(records(pod.containers)), ...starting);
}

const isSidecar = (container: Json) => container.restartPolicy === 'Always';
const sum = (containers: readonly Json[]) => containers.reduce((all, container) => all + requested(container), 0);

function requested(container: Json): number {
  return bytes(valueAt(container, ['resources', 'requests', 'memory']));
}
