// The kubelet's notes on one container: waiting, running, ended; and the events that it tells of it.
import { createHash } from 'node:crypto';
import { isObject, type JsonObject, numberAt, objectAt, stringAt, valueAt } from '../store/json.ts';
import { timestamp } from '../store/registry.ts';
import { type ContainerList, containerStatus, withContainer } from './pod-status.ts';
import { uidOf, type World } from './world.ts';

/** The name in a container of a spec. */
export function nameIn(container: JsonObject): string {
  return stringAt(container, 'name');
}

/** `waiting`, `running` or `terminated`, as its status has it. */
export function stateOf(status: JsonObject, list: ContainerList, container: JsonObject): JsonObject {
  return objectAt(containerStatus(status, list, nameIn(container)), 'state');
}

/** Whether the container runs now. */
export function isRunning(pod: JsonObject, list: ContainerList, container: JsonObject): boolean {
  return isObject(stateOf(objectAt(pod, 'status'), list, container).running);
}

/** Notes a change, and what it means for the pod. */
export function set(
  world: World,
  pod: JsonObject,
  list: ContainerList,
  container: JsonObject,
  change: Parameters<typeof withContainer>[4],
): void {
  const live = world.fresh(pod);
  if (live === undefined) return;
  world.setStatus(live, withContainer(live, objectAt(live, 'status'), list, nameIn(container), change), 'kubelet');
}

/** It waits, for this reason; how it ended before is kept. */
export function wait(
  world: World,
  pod: JsonObject,
  list: ContainerList,
  container: JsonObject,
  reason: string,
  message: string,
): void {
  const before = stateOf(objectAt(world.fresh(pod), 'status'), list, container).terminated;
  const lastState = isObject(before) ? { lastState: { terminated: before } } : {};
  set(world, pod, list, container, {
    state: { waiting: { reason, message } },
    ready: false,
    started: false,
    ...lastState,
  });
}

/** It runs from now on. */
export function begin(
  world: World,
  pod: JsonObject,
  list: ContainerList,
  container: JsonObject,
  isReady: boolean,
): void {
  const status = containerStatus(objectAt(world.fresh(pod), 'status'), list, nameIn(container));
  const before = valueAt(status, 'state.terminated');
  const image = stringAt(container, 'image');
  const restarts = numberAt(status, 'restartCount');
  set(world, pod, list, container, {
    state: { running: { startedAt: timestamp() } },
    ...(isObject(before) ? { lastState: { terminated: before } } : {}),
    ready: isReady,
    started: list === 'containers',
    image,
    imageID: `${image.replace(/[:@].*$/, '')}@sha256:${digest(image)}`,
    containerID: `containerd://${digest(`${uidOf(pod)}/${nameIn(container)}/${restarts}`)}`,
  });
}

/** It has ended. */
export function end(
  world: World,
  pod: JsonObject,
  list: ContainerList,
  container: JsonObject,
  exitCode: number,
  reason: string,
): void {
  const status = containerStatus(objectAt(world.fresh(pod), 'status'), list, nameIn(container));
  const now = timestamp();
  const terminated = {
    exitCode,
    reason,
    startedAt: stringAt(status, 'state.running.startedAt') || now,
    finishedAt: now,
    containerID: stringAt(status, 'containerID'),
  };
  set(world, pod, list, container, {
    state: { terminated },
    ready: list === 'initContainers' && exitCode === 0,
    started: false,
  });
}

/** An event about the container. */
export function tell(
  world: World,
  pod: JsonObject,
  list: ContainerList,
  container: JsonObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  world.event(pod, { type, reason, message, component: 'kubelet', fieldPath: `spec.${list}{${nameIn(container)}}` });
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
