// Sentences on pods that come, go, take one another’s place and begin anew, while their logs are read.
import type { KubeObject } from '../../shared/model/object.ts';
import { makerOf } from '../cluster/owner.ts';
import type { LogContainer } from './log-container.ts';

/** Compares what there is with what there was. */
export class PodNotices {
  #pods: readonly KubeObject[] | undefined;
  /** Pods that have come and have not been told to have replaced another. */
  readonly #newcomers = new Set<string>();
  /** Makers whose pod is gone and has no successor yet. */
  readonly #missing = new Set<string>();

  /** Sentences, in order; none for the first look. */
  of(pods: readonly KubeObject[]): readonly string[] {
    const before = this.#pods;
    this.#pods = pods;
    if (before === undefined) return [];
    const uids = uidsOf(pods);
    const known = uidsOf(before);
    const came = pods.filter(({ metadata }) => !known.has(metadata.uid));
    for (const { metadata } of came) this.#newcomers.add(metadata.uid ?? '');
    for (const uid of this.#newcomers) if (!uids.has(uid)) this.#newcomers.delete(uid);
    return [
      ...came.map((pod) => this.#ofNewcomer(pod)),
      ...before.filter(({ metadata }) => !uids.has(metadata.uid)).map((pod) => this.#ofGone(pod, pods)),
    ];
  }

  #ofNewcomer(pod: KubeObject): string {
    const { name, uid = '' } = pod.metadata;
    if (!this.#missing.delete(makerOf(pod) ?? '')) return `${name} has come.`;
    this.#newcomers.delete(uid);
    return `${name} has taken its place.`;
  }

  #ofGone(pod: KubeObject, pods: readonly KubeObject[]): string {
    const { name } = pod.metadata;
    const maker = makerOf(pod);
    const successor = pods.find(
      (other) => this.#newcomers.has(other.metadata.uid ?? '') && maker !== undefined && makerOf(other) === maker,
    );
    if (successor !== undefined) {
      this.#newcomers.delete(successor.metadata.uid ?? '');
      return `${name} was replaced by ${successor.metadata.name}.`;
    }
    if (maker !== undefined) this.#missing.add(maker);
    return `${name} is gone.`;
  }
}

/** That a container runs again, and how the run before ended. */
export function restartNotice({ pod, container, lastExit }: LogContainer): string {
  if (lastExit === undefined) return `${container} of ${pod} has started again.`;
  const reason = lastExit.reason === '' ? '' : ` (${lastExit.reason})`;
  return `${container} of ${pod} has started again: the run before ended with exit code ${lastExit.code}${reason}.`;
}

function uidsOf(pods: readonly KubeObject[]): ReadonlySet<string | undefined> {
  return new Set(pods.map(({ metadata }) => metadata.uid));
}
