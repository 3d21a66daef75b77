// A pod's status from the state of its containers: pure, in the form in which a kubelet reports it.
import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, stringAt } from '../store/json.ts';
import { type Condition, withCondition } from './conditions.ts';

/** What the kubelet changes of one container. `undefined` leaves a field as it is. */
export interface ContainerChange {
  readonly state?: JsonObject;
  readonly lastState?: JsonObject;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restartCount?: number;
  readonly image?: string;
  readonly imageID?: string;
  readonly containerID?: string;
}

export type ContainerList = 'initContainers' | 'containers';
const STATUSES = { initContainers: 'initContainerStatuses', containers: 'containerStatuses' } as const;

/** The status of a pod that has just come to its node. */
export function firstStatus(pod: JsonObject, hostIP: string, startTime: string): JsonObject {
  const status: JsonObject = {
    ...objectAt(pod, 'status'),
    observedGeneration: 1,
    phase: 'Pending',
    hostIP,
    hostIPs: [{ ip: hostIP }],
    startTime,
    ...statusesOf(pod, 'initContainers', 'PodInitializing'),
    ...statusesOf(pod, 'containers', hasInit(pod) ? 'PodInitializing' : 'ContainerCreating'),
  };
  return summarize(pod, status);
}

function hasInit(pod: JsonObject): boolean {
  return listAt(pod, 'spec.initContainers').length > 0;
}

function statusesOf(pod: JsonObject, list: ContainerList, reason: string): JsonObject {
  const containers = listAt(pod, `spec.${list}`);
  if (containers.length === 0) return {};
  const statuses = containers.map((container) => ({
    name: stringAt(container, 'name'),
    state: { waiting: { reason } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image: stringAt(container, 'image'),
    imageID: '',
    started: false,
    ...(listAt(container, 'volumeMounts').length === 0
      ? {}
      : { volumeMounts: listAt(container, 'volumeMounts').map(mountOf) }),
  }));
  return { [STATUSES[list]]: statuses };
}

function mountOf(mount: Json): Json {
  const readOnly = isObject(mount) && mount.readOnly === true;
  return {
    name: stringAt(mount, 'name'),
    mountPath: stringAt(mount, 'mountPath'),
    ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
  };
}

/** One container's status, or an empty object. */
export function containerStatus(status: JsonObject, list: ContainerList, name: string): JsonObject {
  const found = listAt(status, STATUSES[list]).find((it) => stringAt(it, 'name') === name);
  return isObject(found) ? found : {};
}

/** The status after a change to one container, with phase and conditions as they follow from it. */
export function withContainer(
  pod: JsonObject,
  status: JsonObject,
  list: ContainerList,
  name: string,
  change: ContainerChange,
): JsonObject {
  const statuses = listAt(status, STATUSES[list]).map((it) =>
    isObject(it) && it.name === name ? { ...it, ...change } : it,
  );
  return summarize(pod, { ...status, [STATUSES[list]]: statuses } as JsonObject);
}

/** Phase and conditions, as they follow from the containers. */
export function summarize(pod: JsonObject, status: JsonObject): JsonObject {
  const phase = phaseOf(pod, status);
  const names = listAt(pod, 'spec.containers').map((it) => stringAt(it, 'name'));
  const unready = names.filter((name) => containerStatus(status, 'containers', name).ready !== true);
  const uninitialized = listAt(pod, 'spec.initContainers')
    .map((it) => stringAt(it, 'name'))
    .filter((name) => containerStatus(status, 'initContainers', name).ready !== true);
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  const lacking = (reason: string, what: string, list: readonly string[]) =>
    isOver && phase === 'Succeeded'
      ? { reason: 'PodCompleted' }
      : { reason, message: `containers with ${what} status: [${list.join(' ')}]` };
  const not = lacking('ContainersNotReady', 'unready', unready);
  const wanted: readonly Condition[] = [
    flag('PodReadyToStartContainers', stringAt(status, 'podIP') !== '' && !isOver),
    uninitialized.length === 0
      ? flag('Initialized', true)
      : { ...flag('Initialized', false), ...lacking('ContainersNotInitialized', 'incomplete', uninitialized) },
    unready.length === 0 ? flag('Ready', true) : { ...flag('Ready', false), ...not },
    unready.length === 0 ? flag('ContainersReady', true) : { ...flag('ContainersReady', false), ...not },
    flag('PodScheduled', true),
  ];
  const before = listAt(status, 'conditions');
  const all = wanted.reduce((list: readonly Json[], condition) => withCondition(list, condition), before);
  const conditions = wanted.flatMap(({ type }) => all.filter((it) => stringAt(it, 'type') === type));
  return { ...status, phase, conditions };
}

function flag(type: string, is: boolean): Condition {
  return { type, status: is ? 'True' : 'False', observedGeneration: 1, lastProbeTime: null };
}

function phaseOf(pod: JsonObject, status: JsonObject): string {
  const states = listAt(pod, 'spec.containers').map((it) => {
    return containerStatus(status, 'containers', stringAt(it, 'name'));
  });
  const hasRun = (it: JsonObject) =>
    Object.keys(objectAt(it, 'state.running')).length > 0 ||
    Object.keys(objectAt(it, 'state.terminated')).length > 0 ||
    numberAt(it, 'restartCount') > 0 ||
    Object.keys(objectAt(it, 'lastState.terminated')).length > 0;
  if (states.length === 0 || !states.every(hasRun)) return 'Pending';
  const isEnded = (it: JsonObject) => isObject(objectAt(it, 'state').terminated);
  const policy = stringAt(pod, 'spec.restartPolicy');
  const codes = states.map((it) => numberAt(it, 'state.terminated.exitCode'));
  if (!states.every(isEnded) || policy === 'Always') return 'Running';
  if (codes.every((code) => code === 0)) return 'Succeeded';
  return policy === 'Never' ? 'Failed' : 'Running';
}
