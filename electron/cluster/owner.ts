// The owner of a pod: the controller that a person knows, not the ReplicaSet between them.
import type { KubeObject } from '../../shared/model/object.ts';

/**
 * `Deployment/grafana`, `StatefulSet/prometheus`, `Node/laptop` (a static pod); undefined for a pod on its own.
 * `replicaSets` are known by their `uid`.
 */
export function ownerOf(pod: KubeObject, replicaSets: ReadonlyMap<string, KubeObject>): string | undefined {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'ReplicaSet') return owner && `${owner.kind}/${owner.name}`;
  const replicaSet = replicaSets.get(owner.uid);
  const above = (replicaSet && controllerOf(replicaSet)) ?? owner;
  return `${above.kind}/${above.name}`;
}

/** What made it, for a person: a Deployment's ReplicaSets are one. Undefined for a pod on its own. */
export function makerOf(pod: KubeObject): string | undefined {
  const owner = controllerOf(pod);
  if (owner === undefined) return undefined;
  const hash = pod.metadata.labels?.['pod-template-hash'];
  const isOfHash = hash !== undefined && owner.name.endsWith(`-${hash}`);
  return `${owner.kind}/${isOfHash ? owner.name.slice(0, -hash.length - 1) : owner.name}`;
}

function controllerOf({ metadata }: KubeObject) {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}
