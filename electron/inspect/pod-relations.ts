// Relations of a pod: to all that leads to it, that it uses, that guards it, and to where it runs.
import { record, records, text } from '../../shared/json.ts';
import type { Relation } from '../../shared/model/inspection.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import { mapSelects, selects } from '../kube/label-selector.ts';
import type { Around } from './around.ts';
import { ingressesTo } from './ingresses.ts';
import { podTemplateOf } from './pod-spec.ts';
import { policyWords } from './policy-words.ts';
import { coreRef, isIn, toObject, toObjects } from './relation.ts';
import { mountNote, nameOf, optionalOf, usedBy } from './used.ts';

/** Of a pod, or of what makes pods; nothing for what is neither. */
export function podRelations(object: KubeObject, around: Around): Relation[] {
  const template = podTemplateOf(object);
  if (template === undefined) return [];
  const { namespace } = object.metadata;
  const { spec, labels } = template;
  const { Service, PersistentVolumeClaim } = around.objects;
  const services = Service.filter((one) => isIn(one, namespace) && mapSelects(record(one.spec).selector, labels));
  const node = text(spec.nodeName);
  const account = text(spec.serviceAccountName);
  const claims = new Map(PersistentVolumeClaim.map((one) => [`${one.metadata.namespace}/${one.metadata.name}`, one]));
  const used = usedBy(spec);
  // What a pod may do without is told of where it is there.
  const absent = new Set(optionalOf(used).filter((one) => !around.optional.has(one)));
  const shown = used.filter((one) => !absent.has(nameOf(one)));
  return [
    ...toObjects('selects', services, around),
    ...ingressesTo(services, around),
    ...shown.map(({ kind, name, note }): Relation => {
      const claim = kind === 'PersistentVolumeClaim' ? claims.get(`${namespace}/${name}`) : undefined;
      const relation = kind === 'PersistentVolumeClaim' ? 'volume' : 'config';
      if (claim !== undefined) return { ...toObject(relation, claim, around), note };
      return { relation, object: coreRef(kind, name, namespace), note };
    }),
    ...claimsOfTemplates(object, around),
    ...around.policies
      .filter((one) => isIn(one, namespace) && selects(record(one.spec).podSelector, labels))
      .map((one): Relation => ({ relation: 'policy', object: refOf(one), note: policyWords(one) })),
    ...(node === '' || object.kind !== 'Pod' ? [] : [nodeRelation(node, around)]),
    ...(account === ''
      ? []
      : [{ relation: 'account' as const, object: coreRef('ServiceAccount', account, namespace) }]),
  ];
}

function nodeRelation(name: string, around: Around): Relation {
  const found = around.objects.Node.find(({ metadata }) => metadata.name === name);
  return found === undefined
    ? { relation: 'node', object: coreRef('Node', name, undefined) }
    : toObject('node', found, around);
}

/** A StatefulSet's: `data-prometheus-0`. */
function claimsOfTemplates({ kind, spec, metadata }: KubeObject, around: Around): Relation[] {
  if (kind !== 'StatefulSet') return [];
  const { volumeClaimTemplates, template } = record(spec);
  const containers = records(record(record(template).spec).containers);
  return records(volumeClaimTemplates).flatMap((claimTemplate) => {
    const name = text(record(claimTemplate.metadata).name);
    const prefix = `${name}-${metadata.name}-`;
    return around.objects.PersistentVolumeClaim.filter(
      (claim) =>
        isIn(claim, metadata.namespace) &&
        claim.metadata.name.startsWith(prefix) &&
        /^\d+$/.test(claim.metadata.name.slice(prefix.length)),
    ).map((claim) => ({ ...toObject('volume', claim, around), note: mountNote(containers, name) }));
  });
}
