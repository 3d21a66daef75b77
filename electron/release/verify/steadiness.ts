// A container without a readiness probe counts as ready the moment it starts, even if it ends a second later.
import { count, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';

/** How long such a pod must have stayed up, by our own clock: the node's may differ. */
const STEADY_MS = 3_000;
/** The same after a restart: the kubelet waits up to ten seconds before the next, so a crash shows by then. */
const STEADY_AFTER_RESTART_MS = 12_000;

/** Remembers since when each pod is as it is. */
export class Steadiness {
  readonly #since = new Map<string, { readonly signature: string; readonly atMs: number }>();

  /** For how many ms more the pods must be watched; 0 when all have proved themselves. */
  remainingMs(pods: readonly KubeObject[], nowMs: number): number {
    return Math.max(0, ...pods.map((pod) => this.#remaining(pod, nowMs)));
  }

  #remaining(pod: KubeObject, nowMs: number): number {
    const key = pod.metadata.uid ?? pod.metadata.name;
    const status = record(pod.status);
    const containers = records(status.containerStatuses);
    const restarts = containers.reduce((sum, one) => sum + count(one.restartCount), 0);
    const signature = `${text(status.phase)} ${restarts} ${containers.every((one) => one.ready === true)}`;
    if (this.#since.get(key)?.signature !== signature) this.#since.set(key, { signature, atMs: nowMs });
    if (text(status.phase) !== 'Running' || areAllProbed(pod)) return 0;
    const lasted = nowMs - (this.#since.get(key)?.atMs ?? nowMs);
    return (restarts === 0 ? STEADY_MS : STEADY_AFTER_RESTART_MS) - lasted;
  }
}

function areAllProbed(pod: KubeObject): boolean {
  return records(record(pod.spec).containers).every((container) => container.readinessProbe !== undefined);
}
