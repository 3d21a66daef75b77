// StatefulSets: numbered pods, one after the other, each with its own claims.
import { type JsonObject, listAt, numberAt, objectAt, stringAt, withValue } from '../store/json.ts';
import { isTerminating } from '../store/strategy.ts';
import {
  controlledBy,
  controllerOf,
  createPod,
  isReady,
  ownerReference,
  podFrom,
  Retries,
  templateHash,
} from './owned.ts';
import { isSelected, nameOf, namespaceOf, uidOf, type World } from './world.ts';

const COMPONENT = 'statefulset-controller';
const REVISION = 'controller-revision-hash';

/** One pass over all StatefulSets. */
export class StatefulSetController {
  readonly #retries = new Retries();

  reconcile(world: World): void {
    for (const set of world.list('StatefulSet')) {
      if (isTerminating(set)) continue;
      const revision = `${nameOf(set)}-${templateHash(objectAt(set, 'spec.template'))}`;
      adopt(world, set);
      this.#step(world, set, revision);
      setStatus(world, set, revision);
    }
  }

  /** Does the next thing that may be done: pods come in order, go in reverse order, and are updated from the last. */
  #step(world: World, set: JsonObject, revision: string): void {
    const pods = podsByOrdinal(world, set);
    const desired = numberAt(set, 'spec.replicas');
    const isOrdered = stringAt(set, 'spec.podManagementPolicy') === 'OrderedReady';
    for (let ordinal = 0; ordinal < desired; ordinal++) {
      const pod = pods.get(ordinal);
      if (pod === undefined) {
        if (!this.#create(world, set, ordinal, revision)) return;
        if (isOrdered) return;
      } else if (['Failed', 'Succeeded'].includes(stringAt(pod, 'status.phase'))) world.remove(pod);
      else if (isOrdered && !isReady(pod)) return;
    }
    const surplus = [...pods].filter(([ordinal]) => ordinal >= desired).sort(([a], [b]) => b - a);
    for (const [, pod] of surplus) {
      remove(world, set, pod);
      if (isOrdered) return;
    }
    if (stringAt(set, 'spec.updateStrategy.type') !== 'RollingUpdate') return;
    const partition = numberAt(set, 'spec.updateStrategy.rollingUpdate.partition');
    for (let ordinal = desired - 1; ordinal >= partition; ordinal--) {
      const pod = pods.get(ordinal);
      if (pod === undefined || isTerminating(pod)) return;
      if (revisionOf(pod) !== revision) {
        remove(world, set, pod);
        return;
      }
      if (!isReady(pod)) return;
    }
  }

  #create(world: World, set: JsonObject, ordinal: number, revision: string): boolean {
    const key = `${uidOf(set)}/${ordinal}`;
    if (this.#retries.isTooEarly(world, key)) return false;
    const name = `${nameOf(set)}-${ordinal}`;
    const claims = listAt(set, 'spec.volumeClaimTemplates') as readonly JsonObject[];
    for (const claim of claims) ensureClaim(world, set, claim, name);
    const volumes = claims.map((claim) => ({
      name: nameOf(claim),
      persistentVolumeClaim: { claimName: `${nameOf(claim)}-${name}` },
    }));
    const own = listAt(set, 'spec.template.spec.volumes').filter(
      (it) => !volumes.some((volume) => volume.name === stringAt(it, 'name')),
    );
    const labels = {
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION]: revision,
      'statefulset.kubernetes.io/pod-name': name,
    };
    const subdomain = stringAt(set, 'spec.serviceName');
    const pod = podFrom(set, { name, generateName: `${nameOf(set)}-` }, labels, {
      hostname: name,
      ...(subdomain === '' ? {} : { subdomain }),
      ...(volumes.length + own.length === 0 ? {} : { volumes: [...own, ...volumes] }),
    });
    const created = createPod(world, set, pod, COMPONENT, {
      done: (it) => `Create Pod ${it} in StatefulSet ${nameOf(set)} successful`,
      failed: (it, why) => `Create Pod ${it} in StatefulSet ${nameOf(set)} failed error: ${why}`,
    });
    if ('refusal' in created) this.#retries.failed(world, key);
    else this.#retries.succeeded(key);
    return 'pod' in created;
  }
}

/** Pods that bear its names and labels and are nobody's become its own: an earlier set was deleted without them. */
function adopt(world: World, set: JsonObject): void {
  const selector = objectAt(set, 'spec.selector.matchLabels');
  for (const pod of world.list('Pod', namespaceOf(set))) {
    const isMember = nameOf(pod).replace(/-\d+$/, '') === nameOf(set) && isSelected(selector, pod);
    if (!isMember || isTerminating(pod) || controllerOf(pod) !== undefined) continue;
    world.change(pod, (live) =>
      withValue(live, 'metadata.ownerReferences', [...listAt(live, 'metadata.ownerReferences'), ownerReference(set)]),
    );
  }
}

function podsByOrdinal(world: World, set: JsonObject): ReadonlyMap<number, JsonObject> {
  const prefix = `${nameOf(set)}-`;
  return new Map(controlledBy(world, set, 'Pod').map((pod) => [Number(nameOf(pod).slice(prefix.length)), pod]));
}

function ensureClaim(world: World, set: JsonObject, template: JsonObject, pod: string): void {
  const name = `${nameOf(template)}-${pod}`;
  if (world.get('PersistentVolumeClaim', namespaceOf(set), name) !== undefined) return;
  const labels = { ...objectAt(template, 'metadata.labels'), ...objectAt(set, 'spec.selector.matchLabels') };
  world.create('PersistentVolumeClaim', namespaceOf(set), {
    metadata: { name, labels },
    spec: objectAt(template, 'spec'),
  });
  const message = `Create Claim ${name} Pod ${pod} in StatefulSet ${nameOf(set)} success`;
  world.event(set, { type: 'Normal', reason: 'SuccessfulCreate', message, component: COMPONENT });
}

function remove(world: World, set: JsonObject, pod: JsonObject): void {
  if (isTerminating(pod)) return;
  world.remove(pod);
  const message = `Delete Pod ${nameOf(pod)} in StatefulSet ${nameOf(set)} successful`;
  world.event(set, { type: 'Normal', reason: 'SuccessfulDelete', message, component: COMPONENT });
}

function revisionOf(pod: JsonObject): string {
  return stringAt(pod, `metadata.labels.${REVISION}`);
}

function setStatus(world: World, set: JsonObject, revision: string): void {
  const pods = [...podsByOrdinal(world, set).values()];
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => revisionOf(pod) === revision && !isTerminating(pod)).length;
  const desired = numberAt(set, 'spec.replicas');
  const isDone = updated === desired && ready === desired;
  const before = stringAt(set, 'status.currentRevision');
  const current = isDone || before === '' ? revision : before;
  const nonZero = (field: string, value: number): JsonObject => (value === 0 ? {} : { [field]: value });
  world.setStatus(set, {
    observedGeneration: numberAt(set, 'metadata.generation'),
    replicas: pods.length,
    ...nonZero('readyReplicas', ready),
    ...nonZero('currentReplicas', pods.filter((pod) => revisionOf(pod) === current).length),
    ...nonZero('updatedReplicas', updated),
    currentRevision: current,
    updateRevision: revision,
    collisionCount: 0,
    availableReplicas: ready,
  });
}
