// Remembers which pods ran from when to when, so that the series of one that was replaced stay what they were.
import { isObject, type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import { type RunningContainer, runningContainer } from './pod-usage.ts';
import { PAST_SECONDS } from './scrape-log.ts';

/** Times in unix seconds; `to` is null while it runs. */
export interface KnownPod {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** What makes it; '' for a pod on its own. */
  readonly family: string;
  readonly containers: readonly RunningContainer[];
  readonly from: number;
  readonly to: number | null;
}

/** Those that are gone are forgotten from the oldest on. */
const MOST_GONE = 200;

/** The pods of one cluster. */
export class PodLog {
  #pods: readonly KnownPod[];

  constructor(state: readonly KnownPod[] = []) {
    this.#pods = state;
  }

  /** Those that run, and those that are remembered. */
  get pods(): readonly KnownPod[] {
    return this.#pods;
  }

  /** Looks again which pods run. */
  note(store: Store, nowSeconds: number): void {
    const running = store.list(resourceOf('Pod')).filter(isRunning);
    const uids = new Set(running.map((pod) => stringAt(pod, 'metadata.uid')));
    const known = new Set(this.#pods.filter(({ to }) => to === null).map(({ uid }) => uid));
    const ended = this.#pods.map((pod) => (pod.to === null && !uids.has(pod.uid) ? { ...pod, to: nowSeconds } : pod));
    const gone = ended.filter(({ to }) => to !== null).slice(-MOST_GONE);
    const families = new Set(this.#pods.map(({ family }) => family));
    const come = running
      .filter((pod) => !known.has(stringAt(pod, 'metadata.uid')))
      .map((pod) => knownFrom(pod, families, nowSeconds));
    this.#pods = [...gone, ...ended.filter(({ to }) => to === null), ...come];
  }
}

/** Only the first of a family has a past, as with targets: a pod that replaces another one was not there before. */
function knownFrom(pod: JsonObject, families: ReadonlySet<string>, nowSeconds: number): KnownPod {
  const family = familyOf(pod);
  const isFirst = family !== '' && !families.has(family);
  return {
    uid: stringAt(pod, 'metadata.uid'),
    namespace: stringAt(pod, 'metadata.namespace'),
    name: stringAt(pod, 'metadata.name'),
    family,
    containers: listAt(pod, 'spec.containers').map(runningContainer),
    from: isFirst ? nowSeconds - PAST_SECONDS : nowSeconds,
    to: null,
  };
}

/** A Deployment's ReplicaSets are one family. */
function familyOf(pod: JsonObject): string {
  const [owner] = listAt(pod, 'metadata.ownerReferences');
  const kind = stringAt(owner, 'kind');
  const name = stringAt(owner, 'name');
  if (name === '') return '';
  return `${stringAt(pod, 'metadata.namespace')}/${kind}/${kind === 'ReplicaSet' ? name.replace(/-[^-]+$/, '') : name}`;
}

/** Whether any of its containers runs. */
export function isRunning(pod: JsonObject): boolean {
  return listAt(pod, 'status.containerStatuses').some((status) => isObject(objectAt(status, 'state').running));
}
