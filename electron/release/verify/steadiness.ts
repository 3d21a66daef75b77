// A container without a readiness probe counts as ready the moment it starts, even if it ends a second later.
import { count, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';

/** How long such a pod must have stayed up, by our own clock: the node's may differ. */
const STEADY_MS = 3_000;
/** The same after a restart: the kubelet waits up to ten seconds before the next, so a crash shows by then. */
const STEADY_AFTER_RESTART_MS = 12_000;
/** After so long a program that nobody probes counts as one that answers. */
const PROVEN_MS = 60_000;

/** Remembers since when each pod is as it is. */
export class Steadiness {
  readonly #since = new Map<string, { readonly signature: string; readonly atMs: number }>();

  /** For how many ms more the pods must be watched; 0 when all have proved themselves. */
  remainingMs(pods: readonly KubeObject[], nowMs: number): number {
    return Math.max(0, ...pods.map((pod) => this.#remaining(pod, nowMs)));
  }

  /**
   * Whether one of the pods says that it is ready and nobody asks it: to be ready may take a program a minute after its
   * start, and what needs it cannot start meanwhile.
   */
  areUnproven(pods: readonly KubeObject[], nowMs: number): boolean {
    return pods.some((pod) => isUnprobed(pod) && this.#lastedMs(pod, nowMs) < PROVEN_MS);
  }

  #remaining(pod: KubeObject, nowMs: number): number {
    const lastedMs = this.#lastedMs(pod, nowMs);
    if (!isUnprobed(pod)) return 0;
    return (restartsOf(pod) === 0 ? STEADY_MS : STEADY_AFTER_RESTART_MS) - lastedMs;
  }

  #lastedMs(pod: KubeObject, nowMs: number): number {
    const key = pod.metadata.uid ?? pod.metadata.name;
    const status = record(pod.status);
    const areReady = records(status.containerStatuses).every((one) => one.ready === true);
    const signature = `${text(status.phase)} ${restartsOf(pod)} ${areReady}`;
    const known = this.#since.get(key);
    if (known?.signature === signature) return nowMs - known.atMs;
    this.#since.set(key, { signature, atMs: nowMs });
    return 0;
  }
}

function restartsOf(pod: KubeObject): number {
  return records(record(pod.status).containerStatuses).reduce((sum, one) => sum + count(one.restartCount), 0);
}

function isUnprobed(pod: KubeObject): boolean {
  return text(record(pod.status).phase) === 'Running' && !areAllProbed(pod);
}

function areAllProbed(pod: KubeObject): boolean {
  return records(record(pod.spec).containers).every((container) => container.readinessProbe !== undefined);
}
