// Deployments: one ReplicaSet per revision of the template, rolled over as the strategy says.
import { type JsonObject, listAt, numberAt, objectAt, stringAt, valueAt, withValue } from '../store/json.ts';
import { isTerminating } from '../store/strategy.ts';
import { withCondition } from './conditions.ts';
import { activePods, controlledBy, ownerReference, templateHash } from './owned.ts';
import { nameOf, namespaceOf, uidOf, type World } from './world.ts';

const COMPONENT = 'deployment-controller';
const REVISION = 'deployment.kubernetes.io/revision';

/** One pass over all Deployments. */
export class DeploymentController {
  /** Deployment → when it last got on, in ms since the epoch, and how far it was. */
  readonly #progress = new Map<string, { readonly mark: string; readonly atMs: number }>();

  reconcile(world: World): void {
    for (const deployment of world.list('Deployment')) {
      if (isTerminating(deployment)) continue;
      const current = this.#currentSet(world, deployment);
      const sets = controlledBy(world, deployment, 'ReplicaSet');
      const old = sets.filter((set) => uidOf(set) !== uidOf(current));
      if (deployment.spec !== undefined && valueAt(deployment, 'spec.paused') !== true) {
        rollOver(world, deployment, current, old);
      }
      this.#setStatus(world, deployment, current);
      forgetOld(world, deployment, old);
    }
  }

  #currentSet(world: World, deployment: JsonObject): JsonObject {
    const template = objectAt(deployment, 'spec.template');
    const hash = templateHash(template);
    const sets = controlledBy(world, deployment, 'ReplicaSet');
    const newest = Math.max(0, ...sets.map(revisionOf));
    const found = sets.find((set) => objectAt(set, 'metadata.labels')['pod-template-hash'] === hash);
    if (found !== undefined) {
      const revision = revisionOf(found) === newest ? newest : newest + 1;
      setRevision(world, found, revision);
      reportRevision(world, deployment, revision);
      return world.fresh(found) ?? found;
    }
    const labels = { ...objectAt(template, 'metadata.labels'), 'pod-template-hash': hash };
    reportRevision(world, deployment, newest + 1);
    return world.create('ReplicaSet', namespaceOf(deployment), {
      metadata: {
        name: `${nameOf(deployment)}-${hash}`,
        labels,
        annotations: {
          'deployment.kubernetes.io/desired-replicas': String(numberAt(deployment, 'spec.replicas')),
          'deployment.kubernetes.io/max-replicas': String(numberAt(deployment, 'spec.replicas') + surgeOf(deployment)),
          [REVISION]: String(newest + 1),
        },
        ownerReferences: [ownerReference(deployment)],
      },
      spec: {
        replicas: 0,
        selector: {
          ...objectAt(deployment, 'spec.selector'),
          matchLabels: { ...objectAt(deployment, 'spec.selector.matchLabels'), 'pod-template-hash': hash },
        },
        template: { ...template, metadata: { ...objectAt(template, 'metadata'), labels } },
      },
    });
  }

  #setStatus(world: World, deployment: JsonObject, current: JsonObject): void {
    const sets = controlledBy(world, deployment, 'ReplicaSet');
    const sum = (field: string, of = sets) => of.reduce((total, set) => total + numberAt(set, field), 0);
    const desired = numberAt(deployment, 'spec.replicas');
    const replicas = sum('status.replicas');
    const ready = sum('status.readyReplicas');
    const available = sum('status.availableReplicas');
    const updated = sum(
      'status.replicas',
      sets.filter((set) => uidOf(set) === uidOf(current)),
    );
    const updatedReady = sum(
      'status.availableReplicas',
      sets.filter((set) => uidOf(set) === uidOf(current)),
    );
    const isDone = updated === desired && replicas === desired && updatedReady === desired;
    const isEnough = available >= desired - unavailableOf(deployment);
    const mark = `${uidOf(current)} ${updated} ${replicas} ${ready} ${available}`;
    const name = nameOf(current);
    let conditions = listAt(deployment, 'status.conditions');
    const set = (type: string, status: string, reason: string, message: string) => {
      conditions = withCondition(conditions, { type, status, reason, message }, 'lastUpdateTime');
    };
    if (isEnough) set('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.');
    else set('Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.');
    const failure = sets
      .flatMap((it) => listAt(it, 'status.conditions'))
      .find((it) => stringAt(it, 'type') === 'ReplicaFailure');
    conditions = conditions.filter((it) => stringAt(it, 'type') !== 'ReplicaFailure');
    if (failure !== undefined) set('ReplicaFailure', 'True', stringAt(failure, 'reason'), stringAt(failure, 'message'));
    if (isDone)
      set('Progressing', 'True', 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`);
    else if (this.#isLate(world, deployment, mark)) {
      set('Progressing', 'False', 'ProgressDeadlineExceeded', `ReplicaSet "${name}" has timed out progressing.`);
    } else set('Progressing', 'True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`);
    const nonZero = (field: string, value: number): JsonObject => (value === 0 ? {} : { [field]: value });
    world.setStatus(deployment, {
      observedGeneration: numberAt(deployment, 'metadata.generation'),
      ...nonZero('replicas', replicas),
      ...nonZero('updatedReplicas', updated),
      ...nonZero('readyReplicas', ready),
      ...nonZero('availableReplicas', available),
      ...nonZero('unavailableReplicas', Math.max(0, Math.max(desired, replicas) - available)),
      terminatingReplicas: sum('status.terminatingReplicas'),
      conditions,
    });
  }

  /** Whether nothing got on for longer than the Deployment allows. */
  #isLate(world: World, deployment: JsonObject, mark: string): boolean {
    const known = this.#progress.get(uidOf(deployment));
    const deadlineMs = world.scaled(numberAt(deployment, 'spec.progressDeadlineSeconds', 600) * 1000);
    if (known?.mark !== mark) {
      this.#progress.set(uidOf(deployment), { mark, atMs: Date.now() });
      world.wakeAt(Date.now() + deadlineMs);
      return false;
    }
    if (Date.now() - known.atMs >= deadlineMs) return true;
    world.wakeAt(known.atMs + deadlineMs);
    return false;
  }
}

function rollOver(world: World, deployment: JsonObject, current: JsonObject, old: readonly JsonObject[]): void {
  const desired = numberAt(deployment, 'spec.replicas');
  const oldTotal = old.reduce((total, set) => total + numberAt(set, 'spec.replicas'), 0);
  if (stringAt(deployment, 'spec.strategy.type') === 'Recreate') {
    for (const set of old) scale(world, deployment, set, 0);
    // Whatever is still ending holds the volume: the new pod waits for it. One that has failed, such as an evicted one, holds nothing.
    const isGone = old.every((set) => controlledBy(world, set, 'Pod').every(hasEnded));
    if (isGone) scale(world, deployment, current, desired);
    return;
  }
  const now = numberAt(current, 'spec.replicas');
  const room = desired + surgeOf(deployment) - oldTotal;
  scale(world, deployment, current, now > desired ? desired : Math.max(now, Math.min(desired, room)));
  let spare = readyPods(world, [current, ...old]) - (desired - unavailableOf(deployment));
  for (const set of old) {
    const replicas = numberAt(set, 'spec.replicas');
    // What is not ready serves nobody and may go first.
    const broken = replicas - readyPods(world, [set]);
    const down = Math.min(replicas, Math.max(0, broken) + Math.max(0, spare));
    spare -= Math.max(0, down - broken);
    scale(world, deployment, set, replicas - down);
  }
}

function hasEnded(pod: JsonObject): boolean {
  return ['Failed', 'Succeeded'].includes(stringAt(pod, 'status.phase'));
}

function readyPods(world: World, sets: readonly JsonObject[]): number {
  return sets.reduce((total, set) => {
    const pods = activePods(controlledBy(world, set, 'Pod'));
    return total + pods.filter((pod) => listAt(pod, 'status.conditions').some(isReadyCondition)).length;
  }, 0);
}

function isReadyCondition(condition: unknown): boolean {
  const it = condition as JsonObject;
  return stringAt(it, 'type') === 'Ready' && stringAt(it, 'status') === 'True';
}

function scale(world: World, deployment: JsonObject, set: JsonObject, replicas: number): void {
  const live = world.fresh(set);
  if (live === undefined) return;
  const before = numberAt(live, 'spec.replicas');
  if (before === replicas) return;
  world.change(live, (it) => withValue(it, 'spec.replicas', replicas));
  const message = `Scaled ${replicas > before ? 'up' : 'down'} replica set ${nameOf(set)} from ${before} to ${replicas}`;
  world.event(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message, component: COMPONENT });
}

/** ReplicaSets of earlier revisions, beyond those that are kept for going back. */
function forgetOld(world: World, deployment: JsonObject, old: readonly JsonObject[]): void {
  const limit = numberAt(deployment, 'spec.revisionHistoryLimit', 10);
  const idle = old.filter((set) => numberAt(set, 'spec.replicas') === 0 && numberAt(set, 'status.replicas') === 0);
  const sorted = idle.toSorted((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of sorted.slice(0, Math.max(0, sorted.length - limit))) world.remove(set);
}

function revisionOf(object: JsonObject): number {
  return Number(objectAt(object, 'metadata.annotations')[REVISION] ?? 0);
}

function setRevision(world: World, set: JsonObject, revision: number): void {
  world.change(set, (live) => withRevision(live, revision));
}

/** Of a Deployment it goes with the status, as `managedFields` tell of a real one. */
function reportRevision(world: World, deployment: JsonObject, revision: number): void {
  world.changeStatus(deployment, (live) => withRevision(live, revision));
}

function withRevision(object: JsonObject, revision: number): JsonObject {
  const annotations = { ...objectAt(object, 'metadata.annotations'), [REVISION]: String(revision) };
  return withValue(object, 'metadata.annotations', annotations);
}

function surgeOf(deployment: JsonObject): number {
  return share(deployment, 'spec.strategy.rollingUpdate.maxSurge', Math.ceil);
}

function unavailableOf(deployment: JsonObject): number {
  return share(deployment, 'spec.strategy.rollingUpdate.maxUnavailable', Math.floor);
}

/** A number, or a percentage of the desired replicas. */
function share(deployment: JsonObject, path: string, round: (value: number) => number): number {
  const value = valueAt(deployment, path);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return 0;
  return round((Number.parseInt(value, 10) / 100) * numberAt(deployment, 'spec.replicas'));
}
