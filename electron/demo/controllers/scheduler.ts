// Finds a place for pods on the one node, or says in the scheduler's words why there is none.
import { type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { quantityValue } from '../store/quantity.ts';
import { isTerminating } from '../store/strategy.ts';
import { withCondition } from './conditions.ts';
import { failureOf } from './failures.ts';
import { nameOf, namespaceOf, type World } from './world.ts';

const COMPONENT = 'default-scheduler';

/** One pass over all pods without a node. */
export function reconcileScheduler(world: World): void {
  const [node] = world.list('Node');
  if (node === undefined) return;
  for (const pod of world.list('Pod')) {
    if (stringAt(pod, 'spec.nodeName') !== '' || isTerminating(pod)) continue;
    const obstacle = obstacleFor(world, pod, node);
    if (obstacle === undefined) place(world, pod, node);
    else if (obstacle !== 'volumes are on their way') refuse(world, pod, obstacle);
  }
}

function place(world: World, pod: JsonObject, node: JsonObject): void {
  world.change(pod, (live) => ({ ...live, spec: { ...objectAt(live, 'spec'), nodeName: nameOf(node) } }), COMPONENT);
  const status = objectAt(pod, 'status');
  world.setStatus(
    pod,
    { ...status, conditions: withCondition(listAt(status, 'conditions'), scheduled('True')) },
    COMPONENT,
  );
  const message = `Successfully assigned ${namespaceOf(pod)}/${nameOf(pod)} to ${nameOf(node)}`;
  world.event(pod, { type: 'Normal', reason: 'Scheduled', message, component: COMPONENT });
}

function scheduled(status: 'True' | 'False') {
  return { type: 'PodScheduled', status, observedGeneration: 1, lastProbeTime: null };
}

function refuse(world: World, pod: JsonObject, message: string): void {
  const condition = { ...scheduled('False'), reason: 'Unschedulable', message };
  const conditions = withCondition(listAt(pod, 'status.conditions'), condition);
  if (conditions === listAt(pod, 'status.conditions')) return;
  world.setStatus(pod, { ...objectAt(pod, 'status'), conditions }, COMPONENT);
  world.event(pod, { type: 'Warning', reason: 'FailedScheduling', message, component: COMPONENT });
}

/** Why the pod can't go to the node; undefined when it can. */
function obstacleFor(world: World, pod: JsonObject, node: JsonObject): string | undefined {
  const claims = claimObstacle(world, pod);
  if (claims !== undefined) return claims;
  const reasons = failureOf(world, pod) === 'unschedulable' ? ['1 Insufficient memory'] : [];
  const labels = objectAt(node, 'metadata.labels');
  const selector = Object.entries(objectAt(pod, 'spec.nodeSelector'));
  if (!selector.every(([key, value]) => labels[key] === value)) {
    reasons.push("1 node(s) didn't match Pod's node affinity/selector");
  }
  const taken = requestsOnNode(world, nameOf(node));
  for (const [name, amount] of Object.entries(requestsOf(pod)).sort()) {
    const free = quantityValue(String(objectAt(node, 'status.allocatable')[name] ?? '0')) - (taken[name] ?? 0);
    if (amount > free && !reasons.includes(`1 Insufficient ${name}`)) reasons.push(`1 Insufficient ${name}`);
  }
  if (reasons.length === 0) return undefined;
  const preemption = '0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
  return `0/1 nodes are available: ${reasons.join(', ')}. no new claims to deallocate, preemption: ${preemption}`;
}

/** Claims that are missing or can't be bound; those that wait for this very pod are on their way. */
function claimObstacle(world: World, pod: JsonObject): string | undefined {
  const none = (why: string) => `0/1 nodes are available: ${why}. not found`;
  for (const volume of listAt(pod, 'spec.volumes')) {
    const name = stringAt(volume, 'persistentVolumeClaim.claimName');
    if (name === '') continue;
    const claim = world.get('PersistentVolumeClaim', namespaceOf(pod), name);
    if (claim === undefined) return none(`persistentvolumeclaim "${name}" not found`);
    if (isTerminating(claim)) return none(`persistentvolumeclaim "${name}" is being deleted`);
    if (stringAt(claim, 'status.phase') === 'Bound') continue;
    const storageClass = world.get('StorageClass', '', stringAt(claim, 'spec.storageClassName'));
    if (stringAt(storageClass, 'volumeBindingMode') !== 'WaitForFirstConsumer') {
      return none('pod has unbound immediate PersistentVolumeClaims');
    }
    if (failureOf(world, pod) === 'claim') {
      return `running PreBind plugin "VolumeBinding": binding volumes: provisioning failed for PVC "${name}"`;
    }
    return 'volumes are on their way';
  }
  return undefined;
}

function requestsOnNode(world: World, node: string): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const pod of world.list('Pod')) {
    if (stringAt(pod, 'spec.nodeName') !== node || ['Succeeded', 'Failed'].includes(stringAt(pod, 'status.phase')))
      continue;
    for (const [name, amount] of Object.entries(requestsOf(pod))) total[name] = (total[name] ?? 0) + amount;
  }
  return total;
}

function requestsOf(pod: JsonObject): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const container of listAt(pod, 'spec.containers')) {
    const limits = objectAt(container, 'resources.limits');
    for (const [name, amount] of Object.entries({ ...limits, ...objectAt(container, 'resources.requests') })) {
      total[name] = (total[name] ?? 0) + quantityValue(String(amount));
    }
  }
  return total;
}
