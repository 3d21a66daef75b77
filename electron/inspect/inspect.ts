// All that is shown of one object, from itself and what stands around it.
import { text, timeMs } from '../../shared/json.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import { healthOf } from '../cluster/health/health-of.ts';
import { maskPair } from '../release/fields/mask.ts';
import { yamlOf } from '../release/fields/yaml-of.ts';
import { ownerOf } from '../release/object/additions.ts';
import { abilitiesOf } from './abilities.ts';
import { type Around, relatedOf } from './around.ts';
import { containerFactsOf } from './container-facts.ts';
import { objectEvents } from './events.ts';
import { factsOf } from './facts.ts';
import { ownedOf, relationsOf } from './relations.ts';

/** What is known of an object, whether or not it is still there. */
export type Known = Omit<Extract<Inspection, { state: 'there' }>, 'state'>;

/** Pure, and trusts no field of `object`. `health` is for who knows more of it than what stands around. */
export function inspect(object: KubeObject, around: Around, health = healthOf(object, relatedOf(around))): Known {
  const createdAt = timeMs(object.metadata.creationTimestamp);
  return {
    ref: refOf(object),
    uid: object.metadata.uid ?? '',
    ...(createdAt === undefined ? {} : { createdAt }),
    health,
    containers: containerFactsOf(object),
    relations: relationsOf(object, around),
    events: around.hasEvents ? objectEvents(around.objects.Event, about(object, around)) : null,
    facts: factsOf(object, around),
    yaml: shownYaml(object),
    can: abilitiesOf(object),
    ...membershipOf(object),
  };
}

/** Its own Events, and those of what it made. A kubelet that speaks of its node gives the node's name as its UID. */
function about(object: KubeObject, around: Around): (involved: Readonly<Record<string, unknown>>) => boolean {
  const { uid, name } = object.metadata;
  const uids = new Set([uid, ...ownedOf(object, around).map((one) => one.metadata.uid)]);
  const isNode = object.kind === 'Node';
  return (involved) => {
    const own = text(involved.uid);
    return own !== '' && (uids.has(own) || (isNode && involved.kind === 'Node' && own === name));
  };
}

/** As `kubectl get -o yaml` has it, without who wrote which field, and without secrets. */
export function shownYaml(object: KubeObject): string {
  const { managedFields: _, ...metadata } = object.metadata;
  const { after } = maskPair(object.kind, { before: undefined, after: { ...object, metadata } });
  return yamlOf(refOf(object), after);
}

function membershipOf(object: KubeObject): Pick<Known, 'release'> {
  const owner = ownerOf(object);
  if (owner === undefined) return {};
  const { release: name } = owner;
  return { release: { name, isDrifted: false, sentence: `A part of the release ${name}.` } };
}
