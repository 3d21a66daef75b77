// DaemonSets: one pod on the one node.
import { type JsonObject, listAt, numberAt, objectAt, stringAt } from '../store/json.ts';
import { isTerminating } from '../store/strategy.ts';
import { activePods, controlledBy, createPod, isReady, podFrom, Retries, templateHash } from './owned.ts';
import { nameOf, nodeNameOf, uidOf, type World } from './world.ts';

const COMPONENT = 'daemonset-controller';
const REVISION = 'controller-revision-hash';
const WORDS = {
  done: (name: string) => `Created pod: ${name}`,
  failed: (_name: string, why: string) => `Error creating: ${why}`,
};

/** What a daemon's pod puts up with on its node. */
const TOLERATIONS = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];

/** One pass over all DaemonSets. */
export class DaemonSetController {
  readonly #retries = new Retries();

  reconcile(world: World): void {
    for (const set of world.list('DaemonSet')) {
      if (isTerminating(set)) continue;
      const hash = templateHash(objectAt(set, 'spec.template'));
      const wanted = Number(fitsNode(world, set));
      const all = controlledBy(world, set, 'Pod');
      const pods = activePods(all);
      const isOld = (pod: JsonObject) => stringAt(pod, `metadata.labels.${REVISION}`) !== hash;
      const isRolling = stringAt(set, 'spec.updateStrategy.type') === 'RollingUpdate';
      for (const pod of pods.filter((it) => wanted === 0 || (isRolling && isOld(it)))) world.remove(pod);
      if (all.length === 0 && wanted === 1 && !this.#retries.isTooEarly(world, uidOf(set))) {
        const created = createPod(world, set, this.#pod(world, set, hash), COMPONENT, WORDS);
        if ('refusal' in created) this.#retries.failed(world, uidOf(set));
        else this.#retries.succeeded(uidOf(set));
      }
      setStatus(world, set, hash, wanted);
    }
  }

  #pod(world: World, set: JsonObject, hash: string): JsonObject {
    const fields = [{ key: 'metadata.name', operator: 'In', values: [nodeNameOf(world)] }];
    const required = { nodeSelectorTerms: [{ matchFields: fields }] };
    const labels = {
      [REVISION]: hash,
      'pod-template-generation': stringAt(set, 'metadata.annotations.deprecated.daemonset.template.generation') || '1',
    };
    return podFrom(set, { generateName: `${nameOf(set)}-` }, labels, {
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
      tolerations: [...listAt(set, 'spec.template.spec.tolerations'), ...TOLERATIONS],
    });
  }
}

/** Whether the node has the labels that the template asks for. */
function fitsNode(world: World, set: JsonObject): boolean {
  const [node] = world.list('Node');
  const labels = objectAt(node, 'metadata.labels');
  const selector = Object.entries(objectAt(set, 'spec.template.spec.nodeSelector'));
  return node !== undefined && selector.every(([key, value]) => labels[key] === value);
}

function setStatus(world: World, set: JsonObject, hash: string, wanted: number): void {
  const pods = activePods(controlledBy(world, set, 'Pod'));
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => stringAt(pod, `metadata.labels.${REVISION}`) === hash).length;
  const nonZero = (field: string, value: number): JsonObject => (value === 0 ? {} : { [field]: value });
  world.setStatus(set, {
    currentNumberScheduled: pods.length,
    numberMisscheduled: 0,
    desiredNumberScheduled: wanted,
    numberReady: ready,
    observedGeneration: numberAt(set, 'metadata.generation'),
    ...nonZero('updatedNumberScheduled', updated),
    ...nonZero('numberAvailable', ready),
    ...nonZero('numberUnavailable', Math.max(0, wanted - ready)),
  });
}
