// The last words of containers that crash: read of their logs, and told where the kubelet tells them, which it does by itself only
// for containers with `terminationMessagePolicy: FallbackToLogsOnError`.
import { count, type Json, record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { KubeClient } from '../kube/client.ts';
import { statusOf } from './health/conditions.ts';
import { lastLogLines } from './last-log-lines.ts';
import type { Snapshot } from './snapshot.ts';

/** Where more crash at once, one trouble explains them all. */
const MOST = 20;

/** Replaced in tests. Never rejects. */
export type ReadLog = typeof lastLogLines;

/** Asks for each crash once. */
export class LastWords {
  readonly #client: KubeClient;
  readonly #onRead: () => void;
  readonly #read: ReadLog;
  /** By pod, container and crash; undefined while it is read. */
  #known = new Map<string, string | undefined>();

  /** @param onRead called when there are words to tell */
  constructor(client: KubeClient, onRead: () => void, read: ReadLog = lastLogLines) {
    this.#client = client;
    this.#onRead = onRead;
    this.#read = read;
  }

  /** The same snapshot, with the last words of what crashes in it, as far as they were read. The others are asked for. */
  heard(snapshot: Snapshot): Snapshot {
    const pods = this.heardPods(snapshot.objects.Pod);
    if (this.#known.size === 0) return snapshot;
    return { ...snapshot, objects: { ...snapshot.objects, Pod: pods } };
  }

  /** The same of pods alone. What is not among them is forgotten. */
  heardPods(pods: readonly KubeObject[]): readonly KubeObject[] {
    const asked = this.#known;
    this.#known = new Map();
    return pods.map((pod) => this.#withWords(pod, asked));
  }

  #withWords(pod: KubeObject, asked: ReadonlyMap<string, string | undefined>): KubeObject {
    const status = statusOf(pod);
    const lists = ['containerStatuses', 'initContainerStatuses'] as const;
    if (!lists.some((list) => records(status[list]).some(isSilent))) return pod;
    const told = lists.map((list) => [list, records(status[list]).map((one) => this.#told(pod, one, asked))]);
    return { ...pod, status: { ...status, ...Object.fromEntries(told) } };
  }

  #told(pod: KubeObject, container: Json, asked: ReadonlyMap<string, string | undefined>): Json {
    if (!isSilent(container)) return container;
    const name = text(container.name);
    const key = `${pod.metadata.uid ?? pod.metadata.name} ${name} ${count(container.restartCount)} ${endOf(container)}`;
    if (!asked.has(key) && this.#known.size >= MOST) return container;
    const words = asked.get(key);
    this.#known.set(key, words);
    if (!asked.has(key)) this.#ask(key, pod, name);
    return words === undefined || words === '' ? container : withMessage(container, words);
  }

  #ask(key: string, { metadata }: KubeObject, container: string): void {
    const { namespace = '', name } = metadata;
    void this.#read({ client: this.#client }, { namespace, name, container }).then((lines) => {
      // It may have come back, or crashed once more, meanwhile.
      if (!this.#known.has(key)) return;
      this.#known.set(key, lines.join('\n'));
      if (lines.length > 0) this.#onRead();
    });
  }
}

/** Whether it ended, is not back, and nobody says why. What could not be started at all has no log. */
function isSilent(container: Json): boolean {
  if (record(container.state).running !== undefined) return false;
  const ended = terminatedOf(container);
  const hasCrashed = count(ended.exitCode) !== 0 && text(ended.reason) === 'Error';
  return hasCrashed && text(ended.message).trim() === '';
}

function endOf(container: Json): string {
  return text(terminatedOf(container).finishedAt);
}

function terminatedOf(container: Json): Json {
  return record(record(container.state).terminated ?? record(container.lastState).terminated);
}

function withMessage(container: Json, message: string): Json {
  const at = record(container.state).terminated === undefined ? 'lastState' : 'state';
  return { ...container, [at]: { ...record(container[at]), terminated: { ...terminatedOf(container), message } } };
}
