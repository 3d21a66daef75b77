// The objects that one object has to do with: who made it, what it made, what leads to it, what it uses, what guards it.
import { record, text } from '../../shared/json.ts';
import type { Relation } from '../../shared/model/inspection.ts';
import { type KubeObject, refKey } from '../../shared/model/object.ts';
import { ownedBy } from '../cluster/health/related.ts';
import { mapSelects, selects } from '../kube/label-selector.ts';
import type { Around } from './around.ts';
import { ingressesTo } from './ingresses.ts';
import { podRelations } from './pod-relations.ts';
import { policyWords } from './policy-words.ts';
import { coreRef, isIn, MOST_RELATIONS, toObject, toObjects } from './relation.ts';
import { usedBy } from './used.ts';

/** Each object once for each relation and note. */
export function relationsOf(object: KubeObject, around: Around): Relation[] {
  const all = [
    ...ownersOf(object, around),
    ...madeBy(object, around),
    ...podRelations(object, around),
    ...ofService(object, around),
    ...ofClaim(object),
    ...ofPolicy(object, around),
    ...usersOf(object, around),
  ];
  const unique = new Map(all.map((one) => [`${one.relation} ${refKey(one.object)} ${one.note ?? ''}`, one]));
  return [...unique.values()].slice(0, MOST_RELATIONS);
}

/** What made what it made, and what that runs. */
export function ownedOf(object: KubeObject, { objects }: Around): readonly KubeObject[] {
  const sets = ownedBy(objects.ReplicaSet, object);
  return [...sets, ...ownedBy(objects.Pod, object), ...sets.flatMap((set) => ownedBy(objects.Pod, set))];
}

/** The nearest first: the ReplicaSet of a pod, then its Deployment. */
function ownersOf({ metadata }: KubeObject, { objects }: Around): Relation[] {
  return (metadata.ownerReferences ?? []).flatMap((owner) => {
    const above = objects.ReplicaSet.find((set) => set.metadata.uid === owner.uid)?.metadata.ownerReferences ?? [];
    return [owner, ...above].map(({ apiVersion, kind, name }) => {
      const isInNamespace = metadata.namespace !== undefined && kind !== 'Node';
      return {
        relation: 'owner' as const,
        object: { apiVersion, kind, name, ...(isInNamespace ? { namespace: metadata.namespace } : {}) },
      };
    });
  });
}

function madeBy(object: KubeObject, around: Around): Relation[] {
  const isInUse = (one: KubeObject) => one.kind !== 'ReplicaSet' || record(one.spec).replicas !== 0;
  return toObjects('owned', ownedOf(object, around).filter(isInUse), around);
}

function ofService(object: KubeObject, around: Around): Relation[] {
  if (object.kind !== 'Service') return [];
  const { selector } = record(object.spec);
  const pods = around.objects.Pod.filter(
    (pod) => isIn(pod, object.metadata.namespace) && mapSelects(selector, pod.metadata.labels),
  );
  return [...toObjects('selected', pods, around), ...ingressesTo([object], around)];
}

function ofClaim({ kind, spec }: KubeObject): Relation[] {
  const volume = text(record(spec).volumeName);
  if (kind !== 'PersistentVolumeClaim' || volume === '') return [];
  return [{ relation: 'volume', object: coreRef('PersistentVolume', volume, undefined) }];
}

function ofPolicy(object: KubeObject, around: Around): Relation[] {
  if (object.kind !== 'NetworkPolicy') return [];
  const { podSelector } = record(object.spec);
  const pods = around.objects.Pod.filter(
    (pod) => isIn(pod, object.metadata.namespace) && selects(podSelector, pod.metadata.labels),
  );
  const note = policyWords(object);
  return toObjects('selected', pods, around).map((one) => ({ ...one, note }));
}

/** The pods that use a claim, a ConfigMap or a Secret; those that run on a node. */
function usersOf(object: KubeObject, around: Around): Relation[] {
  const { name, namespace } = object.metadata;
  const { kind } = object;
  if (kind === 'Node') {
    const pods = around.objects.Pod.filter((pod) => text(record(pod.spec).nodeName) === name);
    return toObjects('selected', pods, around);
  }
  if (kind !== 'PersistentVolumeClaim' && kind !== 'ConfigMap' && kind !== 'Secret') return [];
  return around.objects.Pod.filter((pod) => isIn(pod, namespace)).flatMap((pod) =>
    usedBy(record(pod.spec))
      .filter((used) => used.kind === kind && used.name === name)
      .map(({ note }) => ({ ...toObject('selected', pod, around), note })),
  );
}
