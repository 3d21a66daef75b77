// The amounts that objects ask for, as numbers: bytes, pods, storage.
import { scalar } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { quantityBytes } from '../../../shared/model/settings/units.ts';
import { valueAt } from '../manifests/at-path.ts';
import { isWorkload } from '../manifests/edit.ts';

/** A quantity in bytes; nothing for what is none: the API server refuses it. */
export function bytes(value: unknown): number {
  return quantityBytes(scalar(value)) || 0;
}

/** How many pods an object makes on one node, where a DaemonSet counts once. */
export function podsOf(object: KubeObject): number {
  return isWorkload(object) ? Number(valueAt(object, ['spec', 'replicas']) ?? 1) : 0;
}

/** Whether it is a claim of a volume. */
export function isClaim({ kind }: KubeObject): boolean {
  return kind === 'PersistentVolumeClaim';
}

/** The bytes that a claim asks for; nothing for other objects: the stack's StatefulSets mount theirs by name. */
export function storageOf(object: KubeObject): number {
  return isClaim(object) ? bytes(valueAt(object, ['spec', 'resources', 'requests', 'storage'])) : 0;
}
