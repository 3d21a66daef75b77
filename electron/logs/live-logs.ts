// Follows the containers of pods that come and go: the past of all first, in order of time, then what each writes.
import type { LogRequest } from '../../shared/model/log-line.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { KubeClient } from '../kube/client.ts';
import { onAbort } from '../kube/on-abort.ts';
import { ContainerLog } from './container-log.ts';
import { containersOf, type LogContainer } from './log-container.ts';
import type { LogQueue } from './log-queue.ts';
import { stateOf } from './log-state.ts';
import type { LogTarget } from './log-target.ts';
import { mergeByTime } from './merge.ts';
import { PodNotices, restartNotice } from './pod-notices.ts';
import { type LogQuery, Position } from './position.ts';
import { readPast } from './read-past.ts';

/** Each is a connection to the API server and one to a node. */
const MOST_CONTAINERS = 64;

/** Over all containers, before the newest are chosen of them. */
const MOST_PAST_LINES = 60_000;

/** So long a container that is gone may take to send its last lines. */
const LAST_WORDS_MS = 3_000;

interface Followed {
  container: LogContainer;
  readonly log: ContainerLog;
  readonly ending: AbortController;
  /** Ends no longer with the whole. */
  readonly unfollow: () => void;
}

/** Options of {@link LiveLogs}. */
export interface LiveLogsOptions {
  readonly client: KubeClient;
  readonly target: LogTarget;
  readonly request: LogRequest;
  readonly queue: LogQueue;
  readonly signal: AbortSignal;
}

export class LiveLogs {
  readonly #options: LiveLogsOptions;
  readonly #notices = new PodNotices();
  readonly #followed = new Map<string, Followed>();
  #pods: readonly KubeObject[] = [];
  #watchProblem: string | undefined;
  #isPastRead = false;
  #isCutShort = false;

  constructor(options: LiveLogsOptions) {
    this.#options = options;
  }

  /** Reads the past of what there is, and follows it from there. */
  async begin(pods: readonly KubeObject[]): Promise<void> {
    const { client, request, queue, signal } = this.#options;
    this.#pods = pods;
    const containers = this.#wanted(pods);
    this.#notices.of(pods);
    const share = Math.ceil(MOST_PAST_LINES / Math.max(1, containers.length));
    const query: LogQuery = { tailLines: Math.min(request.tail, share), sinceSeconds: request.sinceSeconds };
    const positions = containers.map(() => new Position());
    const read = async (container: LogContainer, position: Position) => {
      if (request.tail === 0 || container.waiting !== undefined) return [];
      return readPast(client, container, query, position, signal);
    };
    const lists = await Promise.allSettled(
      containers.map((container, at) => read(container, positions[at] ?? new Position())),
    );
    signal.throwIfAborted();
    queue.past(
      mergeByTime(
        lists.flatMap((list) => (list.status === 'fulfilled' ? [list.value] : [])),
        request.tail,
      ),
    );
    containers.forEach((container, at) => {
      const isRead = lists[at]?.status === 'fulfilled' && request.tail > 0;
      this.#follow(container, positions[at] ?? new Position(), (elapsed) =>
        beginningOf(request, isRead, elapsed, query),
      );
    });
    this.#isPastRead = true;
    this.take(this.#pods);
  }

  /** What there is now. */
  take(pods: readonly KubeObject[]): void {
    this.#pods = pods;
    if (!this.#isPastRead) return;
    const { queue } = this.#options;
    for (const sentence of this.#notices.of(pods)) queue.notice(sentence);
    const wanted = this.#wanted(pods);
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, followed] of this.#followed) if (!keys.has(key)) this.#leave(key, followed);
    for (const container of wanted) {
      const followed = this.#followed.get(container.key);
      if (followed === undefined) this.#follow(container, new Position(), () => ({}));
      else {
        if (container.run > followed.container.run) queue.notice(restartNotice(container));
        followed.container = container;
        followed.log.update(container);
      }
    }
    this.#report();
  }

  /** Whether the pods are heard of. */
  noteProblem(problem: string | undefined): void {
    this.#watchProblem = problem;
    this.#report();
  }

  #wanted(pods: readonly KubeObject[]): readonly LogContainer[] {
    const all = pods.flatMap((pod) => containersOf(pod, this.#options.request.container));
    if (all.length > MOST_CONTAINERS && !this.#isCutShort) {
      this.#isCutShort = true;
      const count = all.length.toLocaleString('en');
      this.#options.queue.notice(`Only the newest ${MOST_CONTAINERS} of its ${count} containers are read.`);
    }
    return all.slice(-MOST_CONTAINERS);
  }

  #follow(container: LogContainer, position: Position, beginning: (elapsedSeconds: number) => LogQuery): void {
    const { client, queue, signal } = this.#options;
    const ending = new AbortController();
    const unfollow = onAbort(signal, () => ending.abort());
    const log = new ContainerLog({
      client,
      container,
      position,
      beginning,
      onLine: (line) => queue.push(line),
      onChange: () => this.#report(),
      signal: ending.signal,
    });
    this.#followed.set(container.key, { container, log, ending, unfollow });
  }

  #leave(key: string, { container, log, ending, unfollow }: Followed): void {
    this.#followed.delete(key);
    log.update({ ...container, isRunning: false, isOver: true });
    setTimeout(() => {
      unfollow();
      ending.abort();
    }, LAST_WORDS_MS).unref();
  }

  #report(): void {
    // Begun in a constructor: a log may tell before it is in the list.
    if (!this.#isPastRead) return;
    const { target, queue } = this.#options;
    const followed = [...this.#followed.values()];
    const [lastExit] = followed
      .flatMap(({ container }) => container.lastExit ?? [])
      .sort(({ at: left = 0 }, { at: right = 0 }) => right - left);
    queue.report(
      stateOf({ target, pods: this.#pods, watchProblem: this.#watchProblem, logs: followed.map(({ log }) => log) }),
      lastExit,
    );
  }
}

/** What a container's log is asked for with while none of its lines has a time to go on from. */
function beginningOf(request: LogRequest, isRead: boolean, elapsedSeconds: number, query: LogQuery): LogQuery {
  const { tail, sinceSeconds } = request;
  if (tail === 0) return elapsedSeconds === 0 ? { tailLines: 0 } : { sinceSeconds: elapsedSeconds };
  if (sinceSeconds !== undefined) return { sinceSeconds: sinceSeconds + elapsedSeconds };
  // It was empty, so that all it has is news; or it could not be read, and its tail is still wanted.
  return isRead ? {} : query;
}
