// Follows one cluster: whether it answers, what is in the stack's namespace, and the verdict on both.
import { AppError, toAppError } from '../../shared/errors.ts';
import { record, text } from '../../shared/json.ts';
import type { ClusterContext, ClusterStatus } from '../../shared/model/cluster.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import { LastWords } from '../cluster/last-words.ts';
import { presentIn } from '../cluster/missing.ts';
import type { TitleOf } from '../cluster/part-title.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import { ClusterStore } from '../cluster/store.ts';
import { summarize } from '../cluster/summarize.ts';
import { verdictOf } from '../cluster/verdict.ts';
import type { MachineIdentity } from '../distribution/this-machine.ts';
import type { KubeClient } from '../kube/client.ts';
import { Deadline } from '../kube/deadline.ts';
import { maskShown } from '../log/mask-text.ts';
import { SituationSight } from './situation-sight.ts';

/** A cluster that answers. */
export type ConnectedStatus = Extract<ClusterStatus, { state: 'connected' }>;

/** All that is known at one moment. */
export interface Sight {
  readonly status: ClusterStatus;
  readonly overview: Overview | null;
  readonly verdict: Verdict;
}

/** What a watch needs. `onChange` is called with each change of any part. */
export interface ClusterWatchOptions {
  readonly client: KubeClient;
  readonly context: ClusterContext;
  readonly namespace: string;
  readonly onChange: (sight: Sight, before: Sight) => void;
  /** Told each new snapshot, for whom endpoints are news. */
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** What the release says should be there; asked again whenever a workload or service comes or goes. */
  readonly readExpected: (signal: AbortSignal) => Promise<readonly ObjectRef[]>;
  /** What people call the parts of the stack. */
  readonly titleOf: TitleOf;
  /** Replaced in tests. Default: the one that this runs on. */
  readonly machine?: () => MachineIdentity;
}

/** When a cluster that did not say what it is is asked again: in a quiet one no watch would ever bring it up. */
const FACTS_RETRY_MS = 5_000;

/** How long the overview waits for the inventory before it goes by what was last known of it. */
const INVENTORY_LIMIT_MS = 5_000;

/** A cluster that answers, and how it is. */
export interface FirstSight {
  readonly status: ConnectedStatus;
  readonly overview: Overview;
  readonly verdict: Verdict;
}

/** Asks nothing before `start`. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions;
  readonly #ended = new AbortController();
  readonly #waiting = new Set<(sight: Sight) => void>();
  readonly #lastWords: LastWords;
  readonly #situation: SituationSight;
  #sight: Sight;
  #facts: { readonly version: string; readonly nodes: readonly KubeObject[] } | undefined;
  #store: ClusterStore | null = null;
  #follow: () => void = () => {};
  readonly #following = new Promise<void>((resolve) => {
    this.#follow = resolve;
  });
  #expected: readonly ObjectRef[] = [];
  /** What was present when `#expected` was read; undefined when it has to be read again. */
  #presentAtReading: string | undefined;
  #isReadingExpected = false;
  #retry: NodeJS.Timeout | undefined;
  /** Why the cluster was not read at the last try. */
  #refusal: AppError | undefined;

  constructor(options: ClusterWatchOptions) {
    this.#options = options;
    this.#situation = new SituationSight(options.client.server, options.machine);
    this.#lastWords = new LastWords(options.client, () => {
      if (this.#store !== null && !this.#ended.signal.aborted) this.#take(this.#store.current);
    });
    const status: ClusterStatus = { state: 'connecting', context: options.context };
    this.#sight = { status, overview: null, verdict: verdictOf(status, null) };
  }

  /** What is known now. */
  get current(): Sight {
    return this.#sight;
  }

  /** All objects that are watched, as they are now; null before `start`. */
  get snapshot(): Snapshot | null {
    return this.#store?.current ?? null;
  }

  /** Begins to watch; calling it again does nothing. */
  start(): void {
    this.#follow();
    this.#read();
  }

  #read(): void {
    if (this.#store !== null) return;
    const { client, namespace } = this.#options;
    const onChange = (snapshot: Snapshot) => this.#take(snapshot);
    this.#store = new ClusterStore({ client, namespace, onChange, watchAfter: this.#following });
    // Asked at once: why a cluster does not answer is known sooner from one request than from watches that try again.
    this.#readFacts().catch((error: unknown) => this.#unreachable(error));
  }

  /**
   * Starts, and waits until the cluster has been read once. Throws `AppError`, `unreachable` when it does not answer, and with
   * the code of its answer when that is a refusal.
   */
  first(signal: AbortSignal): Promise<FirstSight> {
    this.start();
    return this.#known(signal);
  }

  /** The same for whoever looks once: nothing is watched for it, so that what is known grows old until somebody starts. */
  glance(signal: AbortSignal): Promise<FirstSight> {
    this.#read();
    return this.#known(signal);
  }

  async #known(signal: AbortSignal): Promise<FirstSight> {
    for (;;) {
      const { status, overview, verdict } = this.#sight;
      if (status.state === 'connected' && overview !== null) return { status, overview, verdict };
      if (status.state === 'unreachable') {
        const remedy = status.remedy === undefined ? {} : { remedy: status.remedy };
        const refusal = this.#refusal;
        throw new AppError(refusal?.message === status.reason ? refusal.code : 'unreachable', status.reason, remedy);
      }
      await this.#nextChange(signal);
    }
  }

  /** Reads what is expected again: the release has changed. */
  refreshExpected(): void {
    this.#presentAtReading = undefined;
    if (this.#store !== null) this.#take(this.#store.current);
  }

  /** Ends the watches; nothing is told after that. */
  async dispose(): Promise<void> {
    this.#ended.abort();
    clearTimeout(this.#retry);
    await this.#store?.dispose();
    this.#follow();
  }

  async #readFacts(): Promise<void> {
    const { client } = this.#options;
    const { signal } = this.#ended;
    const [version, nodes] = await Promise.all([
      client.request({ path: '/version', signal }),
      // A person may be allowed to see a namespace and no node.
      client.request<{ items: readonly KubeObject[] }>({ path: '/api/v1/nodes', signal }).then(
        ({ body }) => body.items,
        () => [],
      ),
    ]);
    const told = text(record(version.body).gitVersion).slice(0, 100);
    this.#facts = { version: maskShown(told) || 'unknown version', nodes };
    if (this.#store !== null) await this.#note(this.#store.current);
  }

  /** Whatever a cluster says, it is a sentence here: this is called by timers, where an error would be the end of the process. */
  #take(snapshot: Snapshot): void {
    this.#note(snapshot).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      const reason = `What ${this.#options.client.server} says of the cluster cannot be understood: ${toAppError(error).message}`;
      this.#tell({ state: 'unreachable', context: this.#options.context, reason }, null);
    });
  }

  async #note(snapshot: Snapshot): Promise<void> {
    this.#options.onSnapshot(snapshot);
    const { context } = this.#options;
    // Held back rather than told by old notes: somebody's uninstall must not flash as a stack in ruins.
    if (snapshot.isComplete && !snapshot.stale && !this.#isExpectedKnown(snapshot)) return this.#readExpected(snapshot);
    const overview = summarize(this.#lastWords.heard(snapshot), this.#expected, this.#options.titleOf);
    if (snapshot.stale) {
      const reason = snapshot.staleReason ?? 'The connection to the cluster was lost.';
      const { status } = this.#sight;
      const remedy = status.state === 'unreachable' && status.remedy !== undefined ? { remedy: status.remedy } : {};
      const lastSeenAt = snapshot.at > 0 ? { lastSeenAt: snapshot.at } : {};
      return this.#tell({ state: 'unreachable', context, reason, ...remedy, ...lastSeenAt }, overview);
    }
    if (overview === null) return;
    if (this.#facts === undefined) return this.#readFacts().catch((error: unknown) => this.#unreachable(error));
    const { version } = this.#facts;
    const { Node, StorageClass } = snapshot.objects;
    const nodes = Node.length > 0 ? Node : this.#facts.nodes;
    const { distribution, place } = this.#situation.see(version, nodes, StorageClass);
    const known = { version, distribution: distribution?.name ?? 'Kubernetes', nodeCount: nodes.length };
    // The demo cluster plays a machine that is nowhere.
    this.#tell({ state: 'connected', context, ...known, ...(context.kind === 'demo' ? {} : { place }) }, overview);
  }

  #isExpectedKnown(snapshot: Snapshot): boolean {
    return !this.#isReadingExpected && this.#presentAtReading === presence(snapshot);
  }

  async #readExpected(snapshot: Snapshot): Promise<void> {
    if (this.#isReadingExpected) return;
    this.#isReadingExpected = true;
    this.#presentAtReading = presence(snapshot);
    const deadline = new Deadline(INVENTORY_LIMIT_MS, this.#ended.signal);
    try {
      this.#expected = await this.#options.readExpected(deadline.signal);
    } catch {
      // Who may not read Secrets sees what is there, as before.
    } finally {
      deadline.dispose();
      this.#isReadingExpected = false;
    }
    if (this.#store !== null && !this.#ended.signal.aborted) await this.#note(this.#store.current);
  }

  #unreachable(error: unknown): void {
    // A question of before a silence may fail long after another was answered.
    if (this.#facts !== undefined || this.#ended.signal.aborted) return;
    this.#refusal = toAppError(error);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (this.#store !== null && this.#facts === undefined) this.#take(this.#store.current);
    }, FACTS_RETRY_MS);
    const { message: reason, remedy } = this.#refusal;
    const { context } = this.#options;
    const status = { state: 'unreachable', context, reason, ...(remedy === undefined ? {} : { remedy }) } as const;
    this.#tell(status, this.#sight.overview);
  }

  #tell(status: ClusterStatus, overview: Overview | null): void {
    if (this.#ended.signal.aborted) return;
    const before = this.#sight;
    this.#sight = { status, overview, verdict: verdictOf(status, overview) };
    this.#options.onChange(this.#sight, before);
    for (const wake of this.#waiting) wake(this.#sight);
  }

  async #nextChange(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const abort = () => {
        this.#waiting.delete(wake);
        reject(new AppError('cancelled', 'Cancelled.'));
      };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.add(wake);
    });
  }
}

/** What is there of what can be missing, as one value to compare. */
function presence(snapshot: Snapshot): string {
  return [...presentIn(snapshot)].sort().join();
}
