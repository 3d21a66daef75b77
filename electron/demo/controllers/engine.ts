// Runs the controllers: once after every burst of changes, and when one of them asked to be woken. At rest it does nothing.
import type { Dispose } from '../../disposal.ts';
import { printFault } from '../../log/print.ts';
import { Failure } from '../store/failure.ts';
import type { Registry } from '../store/registry.ts';
import { DaemonSetController } from './daemon-sets.ts';
import { DefinitionController } from './definitions.ts';
import { DeploymentController } from './deployments.ts';
import { reconcileEndpoints } from './endpoints.ts';
import { reconcileQuotaFailures } from './failures.ts';
import { reconcileGarbage } from './garbage.ts';
import { reconcileJobs } from './jobs.ts';
import { Kubelet } from './kubelet.ts';
import { reconcileNamespaces } from './namespaces.ts';
import { reconcileQuotas } from './quotas.ts';
import { ReplicaSetController } from './replica-sets.ts';
import { reconcileScheduler } from './scheduler.ts';
import { StatefulSetController } from './stateful-sets.ts';
import { VolumeController } from './volumes.ts';
import { World } from './world.ts';

/** A burst of changes is one pass. */
const SETTLE_MS = 5;
const RETRY_MS = 1000;

/** Starts the controllers; `speed` is how many times faster than in a real cluster things happen. */
export function startControllers(registry: Registry, speed: number): Dispose {
  let timer: NodeJS.Timeout | undefined;
  let timerAtMs = Number.POSITIVE_INFINITY;
  const wake = (atMs: number) => {
    if (atMs >= timerAtMs) return;
    clearTimeout(timer);
    timerAtMs = atMs;
    timer = setTimeout(pass, Math.max(SETTLE_MS, atMs - Date.now()));
  };
  const world = new World(registry, speed, wake);
  const definitions = new DefinitionController();
  const deployments = new DeploymentController();
  const replicaSets = new ReplicaSetController();
  const statefulSets = new StatefulSetController();
  const daemonSets = new DaemonSetController();
  const volumes = new VolumeController();
  const kubelet = new Kubelet();
  const parts: readonly ((world: World) => void)[] = [
    reconcileNamespaces,
    (it) => definitions.reconcile(it),
    reconcileJobs,
    reconcileQuotaFailures,
    (it) => deployments.reconcile(it),
    (it) => statefulSets.reconcile(it),
    (it) => daemonSets.reconcile(it),
    (it) => replicaSets.reconcile(it),
    (it) => volumes.reconcile(it),
    reconcileScheduler,
    (it) => kubelet.reconcile(it),
    reconcileEndpoints,
    reconcileGarbage,
    reconcileQuotas,
  ];
  const pass = () => {
    timerAtMs = Number.POSITIVE_INFINITY;
    for (const part of parts) {
      try {
        part(world);
      } catch (error) {
        // A refused write (a namespace that is just going, say) is tried again in a while, as controllers do.
        if (!(error instanceof Failure)) printFault(error);
        wake(Date.now() + RETRY_MS);
      }
    }
  };
  const unsubscribe = registry.store.subscribe(() => wake(Date.now()));
  wake(Date.now());
  return () => {
    unsubscribe();
    clearTimeout(timer);
    timerAtMs = Number.NEGATIVE_INFINITY;
  };
}
