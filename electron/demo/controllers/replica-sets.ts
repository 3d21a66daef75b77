// ReplicaSets: as many pods as they ask for.
import { type Json, type JsonObject, listAt, numberAt, objectAt, stringAt } from '../store/json.ts';
import { isTerminating } from '../store/strategy.ts';
import { withCondition } from './conditions.ts';
import { activePods, controlledBy, createPod, isReady, podFrom, Retries } from './owned.ts';
import { nameOf, uidOf, type World } from './world.ts';

const COMPONENT = 'replicaset-controller';
const WORDS = {
  done: (name: string) => `Created pod: ${name}`,
  failed: (_name: string, why: string) => `Error creating: ${why}`,
};

/** One pass over all ReplicaSets. */
export class ReplicaSetController {
  readonly #retries = new Retries();

  reconcile(world: World): void {
    for (const set of world.list('ReplicaSet')) {
      if (isTerminating(set)) continue;
      const failure = this.#scale(world, set);
      setStatus(world, set, failure);
    }
  }

  /** Creates or deletes pods; the refusal when that failed, undefined when it still fails and was not tried. */
  #scale(world: World, set: JsonObject): 'none' | 'waiting' | { readonly refusal: string; readonly reason: string } {
    const desired = numberAt(set, 'spec.replicas');
    const pods = activePods(controlledBy(world, set, 'Pod'));
    if (pods.length > desired) {
      // Those that serve least go first.
      const order = pods.toSorted((a, b) => Number(isReady(a)) - Number(isReady(b)));
      for (const pod of order.slice(0, pods.length - desired)) {
        world.remove(pod);
        const message = `Deleted pod: ${nameOf(pod)}`;
        world.event(set, { type: 'Normal', reason: 'SuccessfulDelete', message, component: COMPONENT });
      }
    }
    if (pods.length >= desired) {
      this.#retries.succeeded(uidOf(set));
      return 'none';
    }
    if (this.#retries.isTooEarly(world, uidOf(set))) return 'waiting';
    const name = { generateName: `${nameOf(set)}-` };
    for (let count = pods.length; count < desired; count++) {
      const created = createPod(world, set, podFrom(set, name, {}), COMPONENT, WORDS);
      if ('refusal' in created) {
        this.#retries.failed(world, uidOf(set));
        return { refusal: created.refusal, reason: 'FailedCreate' };
      }
    }
    this.#retries.succeeded(uidOf(set));
    return 'none';
  }
}

function setStatus(
  world: World,
  set: JsonObject,
  failure: 'none' | 'waiting' | { refusal: string; reason: string },
): void {
  const all = controlledBy(world, set, 'Pod');
  const pods = activePods(all);
  const ready = pods.filter(isReady).length;
  const labels = Object.entries(objectAt(set, 'spec.template.metadata.labels'));
  const labeled = pods.filter((pod) => labels.every(([key, value]) => objectAt(pod, 'metadata.labels')[key] === value));
  let conditions: readonly Json[] = listAt(set, 'status.conditions');
  if (failure === 'none') conditions = conditions.filter((it) => stringAt(it, 'type') !== 'ReplicaFailure');
  else if (failure !== 'waiting' && conditions.length === 0) {
    // The first refusal stays: names of pods that never were would change with every try.
    const { refusal: message, reason } = failure;
    conditions = withCondition(conditions, { type: 'ReplicaFailure', status: 'True', reason, message });
  }
  const nonZero = (field: string, value: number): JsonObject => (value === 0 ? {} : { [field]: value });
  world.setStatus(set, {
    replicas: pods.length,
    ...nonZero('fullyLabeledReplicas', labeled.length),
    ...nonZero('readyReplicas', ready),
    ...nonZero('availableReplicas', ready),
    terminatingReplicas: all.filter(isTerminating).length,
    observedGeneration: numberAt(set, 'metadata.generation'),
    ...(conditions.length === 0 ? {} : { conditions }),
  });
}
