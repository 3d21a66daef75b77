// The node's agent: leads every pod from its place on the node to ready containers, or to the failure that it suffers from.
import { type JsonObject, listAt, numberAt, objectAt, stringAt } from '../store/json.ts';
import { timestamp } from '../store/registry.ts';
import { isTerminating } from '../store/strategy.ts';
import { ContainerRunner, type Run } from './container-runner.ts';
import { failureOf } from './failures.ts';
import { controllerOf } from './owned.ts';
import { mountProblem } from './pod-problems.ts';
import { containerStatus, firstStatus, summarize } from './pod-status.ts';
import { uidOf, type World } from './world.ts';

const SETUP_MS = 400;
const RETRY_MS = 5000;
const STOP_MS = 700;

/** The addresses of pods and of the node. */
const POD_NETWORK = '10.42.0';
export const NODE_IP = '192.168.178.40';

/** One pass over all pods on the node. */
export class Kubelet {
  readonly #runs = new Map<string, Run>();
  readonly #stops = new Map<string, number>();
  readonly #runner = new ContainerRunner();
  #lastAddress = 1;

  reconcile(world: World): void {
    const seen = new Set<string>();
    for (const pod of world.list('Pod')) {
      if (stringAt(pod, 'spec.nodeName') === '') continue;
      seen.add(uidOf(pod));
      if (isTerminating(pod)) this.#stop(world, pod);
      else this.#lead(world, pod);
    }
    for (const uid of [...this.#runs.keys(), ...this.#stops.keys()]) {
      if (seen.has(uid)) continue;
      this.#runs.delete(uid);
      this.#stops.delete(uid);
    }
  }

  #lead(world: World, pod: JsonObject): void {
    const run = this.#runs.get(uidOf(pod)) ?? resume(pod);
    if (!this.#runs.has(uidOf(pod)) && stringAt(pod, 'status.phase') === 'Running') this.#runner.noteImages(pod);
    this.#runs.set(uidOf(pod), run);
    if (this.#suffer(world, pod, run)) return;
    if (run.stage === 'steady') return;
    if (Date.now() < run.dueMs) {
      world.wakeAt(run.dueMs);
      return;
    }
    const next = run.stage === 'setup' ? this.#setUp(world, pod, run) : this.#runner.step(world, pod, run);
    this.#runs.set(uidOf(pod), next);
    if (next.stage !== 'steady') world.wakeAt(next.dueMs);
  }

  /** A failure that is switched on or off while the pod runs; true when the pod goes because of it. */
  #suffer(world: World, pod: JsonObject, run: Run): boolean {
    const failure = failureOf(world, pod);
    if (failure === run.failure) return false;
    const isUp = run.stage === 'steady' || run.stage === 'ready';
    this.#runs.set(uidOf(pod), { ...run, failure });
    switch (failure) {
      case 'crash':
      case 'oom':
      case 'probe':
        if (isUp)
          this.#runs.set(uidOf(pod), { ...run, failure, stage: failure === 'probe' ? 'unready' : 'exit', dueMs: 0 });
        world.wakeAt(Date.now());
        return true;
      case 'image':
      case 'unschedulable':
      case 'claim':
      case 'quota':
        // These befall only new pods: a controller makes one when this one is deleted.
        if (!isUp || controllerOf(pod) === undefined) return false;
        world.remove(pod);
        return true;
      case undefined:
        // Mended: what waits for its next try need not wait.
        this.#runs.set(uidOf(pod), { ...run, failure, dueMs: 0, tries: 0 });
        world.wakeAt(Date.now());
        return true;
    }
  }

  #setUp(world: World, pod: JsonObject, run: Run): Run {
    const status =
      stringAt(pod, 'status.startTime') === '' ? firstStatus(pod, NODE_IP, timestamp()) : objectAt(pod, 'status');
    const problem = mountProblem(world, pod, failureOf(world, pod) === 'claim');
    if (problem !== undefined) {
      world.setStatus(pod, status, 'kubelet');
      world.event(pod, { type: 'Warning', reason: 'FailedMount', message: problem, component: 'kubelet' });
      return { ...run, tries: run.tries + 1, dueMs: world.later(Math.min(RETRY_MS * 2 ** run.tries, 120_000)) };
    }
    const isHosted = objectAt(pod, 'spec').hostNetwork === true;
    const podIP = stringAt(status, 'podIP') || (isHosted ? NODE_IP : this.#freeAddress(world));
    world.setStatus(pod, summarize(pod, { ...status, podIP, podIPs: [{ ip: podIP }] }), 'kubelet');
    return { ...run, stage: 'pull', tries: 0, dueMs: Date.now() };
  }

  #freeAddress(world: World): string {
    const taken = new Set(world.list('Pod').map((pod) => stringAt(pod, 'status.podIP')));
    for (;;) {
      this.#lastAddress = this.#lastAddress >= 254 ? 2 : this.#lastAddress + 1;
      const address = `${POD_NETWORK}.${this.#lastAddress}`;
      if (!taken.has(address) || taken.size > 250) return address;
    }
  }

  /** Ends the containers of a deleted pod, then lets it go. */
  #stop(world: World, pod: JsonObject): void {
    const due = this.#stops.get(uidOf(pod));
    const grace = numberAt(pod, 'metadata.deletionGracePeriodSeconds') * 1000;
    if (due === undefined) {
      for (const container of listAt(pod, 'spec.containers')) {
        const name = stringAt(container, 'name');
        if (
          Object.keys(objectAt(containerStatus(objectAt(pod, 'status'), 'containers', name), 'state.running'))
            .length === 0
        )
          continue;
        const fieldPath = `spec.containers{${name}}`;
        const message = `Stopping container ${name}`;
        world.event(pod, { type: 'Normal', reason: 'Killing', message, component: 'kubelet', fieldPath });
      }
      this.#stops.set(uidOf(pod), world.later(Math.min(STOP_MS, grace)));
    } else if (Date.now() >= due) world.remove(pod, { gracePeriodSeconds: 0 });
    else world.wakeAt(due);
  }
}

/** Where a pod is that was there before this process was. */
function resume(pod: JsonObject): Run {
  const base = { failure: undefined, tries: 0, initIndex: 0 };
  const phase = stringAt(pod, 'status.phase');
  if (phase === 'Succeeded' || phase === 'Failed') return { ...base, stage: 'steady', dueMs: 0 };
  const statuses = listAt(pod, 'status.containerStatuses');
  const isRunning =
    statuses.length > 0 && statuses.every((it) => Object.keys(objectAt(it, 'state.running')).length > 0);
  if (isRunning) {
    const isReady = statuses.every((it) => (it as JsonObject).ready === true);
    return { ...base, stage: isReady ? 'steady' : 'ready', dueMs: 0, initIndex: Number.POSITIVE_INFINITY };
  }
  return { ...base, stage: 'setup', dueMs: phase === 'Pending' ? Date.now() + SETUP_MS * 0.25 : 0 };
}
