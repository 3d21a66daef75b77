import { isObject, type JsonObject, listAt, numberAt, objectAt, stringAt } from '../store/json.ts';
import { begin, end, isRunning, nameIn, set, stateOf, tell, wait } from './container-state.ts';
import { DEATHS, type FailureName } from './failures.ts';
import { configProblem, probeMessage, readyAfterMs } from './pod-problems.ts';
import { type ContainerList, containerStatus } from './pod-status.ts';
import { imageOf, processOf } from './process.ts';
import { nameOf, namespaceOf, uidOf, type World } from './world.ts';

/** Where a pod is on its way. `dueMs` is when its next step is, in ms since the epoch; `initIndex` counts ended init containers. */
export interface Run {
  readonly stage:
    | 'setup'
    | 'pull'
    | 'pulled'
    | 'pullBackoff'
    | 'start'
    | 'initEnd'
    | 'ready'
    | 'unready'
    | 'exit'
    | 'restart'
    | 'steady';
  readonly dueMs: number;
  readonly tries: number;
  readonly initIndex: number;
  readonly failure: FailureName | undefined;
}

const RETRY_MS = 5000;
const MAX_BACKOFF_MS = 300_000;
const PROBE_MS = 10_000;

/** Leads containers from one stage to the next; knows which images are on the node. */
export class ContainerRunner {
  readonly #images = new Set<string>();

  /** Notes that a pod's images are there: it runs since before this process did. */
  noteImages(pod: JsonObject): void {
    for (const container of listAt(pod, 'spec.containers')) this.#images.add(stringAt(container, 'image'));
  }

  /** Does what the stage asks for, and says what comes next. */
  step(world: World, pod: JsonObject, run: Run): Run {
    switch (run.stage) {
      case 'pull':
        return this.#pull(world, pod, run);
      case 'pulled':
        return this.#pulled(world, pod, run);
      case 'pullBackoff':
        return this.#pullBackoff(world, pod, run);
      case 'start':
        return this.#start(world, pod, run);
      case 'initEnd':
        return this.#initEnd(world, pod, run);
      case 'ready':
      case 'unready':
        return this.#probe(world, pod, run);
      case 'exit':
        return this.#exit(world, pod, run);
      case 'restart':
        return this.#restart(world, pod, run);
      case 'setup':
      case 'steady':
        return run;
    }
  }

  #pull(world: World, pod: JsonObject, run: Run): Run {
    const { containers, list } = turnOf(pod, run);
    if (run.failure === 'image' && list === 'containers') {
      const [container = {}] = containers;
      const why = pullError(stringAt(container, 'image'));
      tell(world, pod, list, container, 'Normal', 'Pulling', `Pulling image "${stringAt(container, 'image')}"`);
      tell(
        world,
        pod,
        list,
        container,
        'Warning',
        'Failed',
        `Failed to pull image "${stringAt(container, 'image')}": ${why}`,
      );
      tell(world, pod, list, container, 'Warning', 'Failed', 'Error: ErrImagePull');
      wait(world, pod, list, container, 'ErrImagePull', why);
      return { ...run, stage: 'pullBackoff', dueMs: world.later(800) };
    }
    let pullMs = 0;
    for (const container of containers) {
      const image = stringAt(container, 'image');
      if (this.#images.has(image) && stringAt(container, 'imagePullPolicy') !== 'Always') continue;
      tell(world, pod, list, container, 'Normal', 'Pulling', `Pulling image "${image}"`);
      pullMs = Math.max(pullMs, this.#images.has(image) ? 300 : imageOf(image).pullMs);
    }
    return { ...run, stage: 'pulled', dueMs: world.later(pullMs) };
  }

  #pulled(world: World, pod: JsonObject, run: Run): Run {
    const { containers, list } = turnOf(pod, run);
    for (const container of containers) {
      const image = stringAt(container, 'image');
      const isThere = this.#images.has(image) && stringAt(container, 'imagePullPolicy') !== 'Always';
      const { pullMs, bytes } = imageOf(image);
      const took = pullMs >= 1000 ? `${pullMs / 1000}s` : `${pullMs}ms`;
      const message = isThere
        ? `Container image "${image}" already present on machine and can be accessed by the pod`
        : `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${bytes} bytes.`;
      tell(world, pod, list, container, 'Normal', 'Pulled', message);
      this.#images.add(image);
    }
    return { ...run, stage: 'start', dueMs: world.later(150), tries: 0 };
  }

  #pullBackoff(world: World, pod: JsonObject, run: Run): Run {
    const { containers, list } = turnOf(pod, run);
    const [container = {}] = containers;
    const image = stringAt(container, 'image');
    tell(world, pod, list, container, 'Normal', 'BackOff', `Back-off pulling image "${image}"`);
    tell(world, pod, list, container, 'Warning', 'Failed', 'Error: ImagePullBackOff');
    const why = `Back-off pulling image "${image}": ErrImagePull: ${pullError(image)}`;
    wait(world, pod, list, container, 'ImagePullBackOff', why);
    return { ...run, stage: 'pull', tries: run.tries + 1, dueMs: world.later(backoffMs(run.tries)) };
  }

  #start(world: World, pod: JsonObject, run: Run): Run {
    const { containers, list, init } = turnOf(pod, run);
    for (const container of containers) {
      const problem = configProblem(world, pod, container);
      if (problem === undefined) continue;
      tell(world, pod, list, container, 'Warning', 'Failed', `Error: ${problem}`);
      wait(world, pod, list, container, 'CreateContainerConfigError', problem);
      return { ...run, tries: run.tries + 1, dueMs: world.later(Math.min(RETRY_MS * 2 ** run.tries, 60_000)) };
    }
    const waiting = containers.filter((it) => !isRunning(pod, list, it));
    for (const container of waiting) {
      tell(world, pod, list, container, 'Normal', 'Created', 'Container created');
      tell(world, pod, list, container, 'Normal', 'Started', 'Container started');
      begin(world, pod, list, container, init === undefined && readyAfterMs(container) === 0);
    }
    if (init !== undefined) {
      return { ...run, stage: 'initEnd', dueMs: world.later(processOf(init).exit?.afterMs ?? 300) };
    }
    const end = endOf(containers, run);
    if (end !== undefined) return { ...run, stage: 'exit', dueMs: world.later(end.afterMs) };
    const readyMs = Math.max(0, ...containers.map(readyAfterMs));
    return { ...run, stage: 'ready', dueMs: world.later(readyMs) };
  }

  #initEnd(world: World, pod: JsonObject, run: Run): Run {
    const { init, list } = turnOf(pod, run);
    if (init === undefined) return { ...run, stage: 'pull', dueMs: Date.now() };
    const code = processOf(init).exit?.code ?? 0;
    end(world, pod, list, init, code, code === 0 ? 'Completed' : 'Error');
    if (code === 0) return { ...run, stage: 'pull', initIndex: run.initIndex + 1, dueMs: Date.now() };
    return { ...run, stage: 'restart', dueMs: world.later(500) };
  }

  #probe(world: World, pod: JsonObject, run: Run): Run {
    const { containers, list } = turnOf(pod, run);
    const isFailing = run.failure === 'probe';
    for (const container of containers) {
      if (isFailing) {
        const message = probeMessage(container, stringAt(pod, 'status.podIP'));
        tell(world, pod, list, container, 'Warning', 'Unhealthy', message);
      }
      set(world, pod, list, container, { ready: !isFailing, started: true });
    }
    if (!isFailing) return { ...run, stage: 'steady', dueMs: 0, tries: 0 };
    return {
      ...run,
      stage: 'unready',
      tries: run.tries + 1,
      dueMs: world.later(Math.min(PROBE_MS * 2 ** run.tries, 120_000)),
    };
  }

  #exit(world: World, pod: JsonObject, run: Run): Run {
    const { containers, list } = turnOf(pod, run);
    const ending = endOf(containers, run);
    if (ending === undefined) return { ...run, stage: 'ready', dueMs: Date.now() };
    end(world, pod, list, ending.container, ending.exitCode, ending.reason);
    const policy = stringAt(pod, 'spec.restartPolicy');
    const isOver = policy === 'Never' || (policy === 'OnFailure' && ending.exitCode === 0);
    return isOver ? { ...run, stage: 'steady', dueMs: 0 } : { ...run, stage: 'restart', dueMs: world.later(500) };
  }

  /** The first restart comes at once, later ones after ever longer waits. */
  #restart(world: World, pod: JsonObject, run: Run): Run {
    const { containers, list } = turnOf(pod, run);
    const status = objectAt(pod, 'status');
    const container = containers.find((it) => isObject(stateOf(status, list, it).terminated)) ?? containers[0] ?? {};
    const name = nameIn(container);
    const restarts = numberAt(containerStatus(status, list, name), 'restartCount');
    const wasWaiting = containerStatus(status, list, name).state;
    const isWaited = isObject(wasWaiting) && isObject(wasWaiting.waiting);
    const isMended = endOf(containers, run) === undefined;
    if (restarts === 0 || isWaited || isMended) {
      set(world, pod, list, container, { restartCount: restarts + 1 });
      return { ...run, stage: 'pulled', dueMs: Date.now() };
    }
    const ms = backoffMs(restarts - 1);
    const of = `${nameOf(pod)}_${namespaceOf(pod)}(${uidOf(pod)})`;
    tell(
      world,
      pod,
      list,
      container,
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${name} in pod ${of}`,
    );
    wait(
      world,
      pod,
      list,
      container,
      'CrashLoopBackOff',
      `back-off ${goDuration(ms)} restarting failed container=${name} pod=${of}`,
    );
    return { ...run, dueMs: world.later(ms) };
  }
}

/** Whose turn it is: the next init container alone, or all the others together. */
function turnOf(pod: JsonObject, run: Run) {
  const init = listAt(pod, 'spec.initContainers')[run.initIndex];
  const isInit = isObject(init);
  const list: ContainerList = isInit ? 'initContainers' : 'containers';
  const containers = isInit ? [init] : (listAt(pod, 'spec.containers') as readonly JsonObject[]);
  return { list, containers, init: isInit ? init : undefined };
}

/** Which container ends by itself, how and when: by a scripted failure, or as its program does. */
function endOf(containers: readonly JsonObject[], { failure }: Run) {
  const [first] = containers;
  if ((failure === 'crash' || failure === 'oom') && first !== undefined)
    return { container: first, ...DEATHS[failure] };
  for (const container of containers) {
    const { exit } = processOf(container);
    if (exit === undefined) continue;
    return { container, exitCode: exit.code, reason: exit.code === 0 ? 'Completed' : 'Error', afterMs: exit.afterMs };
  }
  return undefined;
}

function pullError(image: string): string {
  const full = /^[^/]+[.:][^/]*\//.test(image) ? image : `docker.io/${image.includes('/') ? '' : 'library/'}${image}`;
  const failed = `failed to pull and unpack image "${full}"`;
  return `rpc error: code = NotFound desc = ${failed}: failed to resolve reference "${full}": ${full}: not found`;
}

function backoffMs(tries: number): number {
  return Math.min(10_000 * 2 ** tries, MAX_BACKOFF_MS);
}

/** `10s`, `1m20s`, `5m0s`: how Go writes durations. */
function goDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
