// Everything that belongs to one chosen cluster, wired together: connection, watches, forwards, metrics, operations.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { hasEnded } from '../../shared/model/operation-phase.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { PlanRequest } from '../../shared/model/plan-request.ts';
import type { ReleaseSummary } from '../../shared/model/revision.ts';
import type { ExistingPrometheus } from '../../shared/model/settings/existing-prometheus.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import type { PortMemory } from '../cluster/forward-port.ts';
import type { ServiceAccess } from '../cluster/service-access.ts';
import { withAlerts } from '../cluster/verdict-with-alerts.ts';
import { DisposalStack } from '../disposal.ts';
import type { KubeClient } from '../kube/client.ts';
import { Discovery } from '../kube/discovery.ts';
import { type Log, NO_LOG } from '../log/log.ts';
import { AlertPlace, presenceIn } from './alert-sources.ts';
import { AlertWatch } from './alert-watch.ts';
import { Announcer } from './announcer.ts';
import { readCharts } from './charts.ts';
import { ClusterWatch } from './cluster-watch.ts';
import { existingAccess } from './existing-access.ts';
import { grafanaCredentials } from './grafana-credentials.ts';
import { InstalledSettings } from './installed-settings.ts';
import { loggedClient } from './logged-client.ts';
import { ManagedRelease, type ReleaseSource } from './managed-release.ts';
import { Operations } from './operations.ts';
import { Recovery } from './recovery.ts';
import type { SessionListener } from './session-listener.ts';
import { SessionLog } from './session-log.ts';
import { StackForwards } from './stack-forwards.ts';
import { STACK, StackSource } from './stack-source.ts';
import { readStackStatus } from './stack-status.ts';
import { visibleReleases } from './visible-releases.ts';

/** What a session needs from outside. */
export interface SessionOptions {
  readonly context: ClusterContext;
  readonly client: KubeClient;
  readonly assetsDir: string;
  readonly ports: PortMemory;
  readonly listener: SessionListener;
  /** Ends by itself what was interrupted, where the way is clear: the window does, a command only when it is told to. */
  readonly recovers?: boolean;
  /** Ms between two questions for what fires, asked before each. Default: it is not followed, and asked for when it is wanted. */
  readonly alertInterval?: () => number;
  /** Default: nothing is written down. */
  readonly log?: Log;
}

/** One cluster in use. Nothing is asked of the cluster before the first call. */
export class Session {
  readonly context: ClusterContext;
  readonly forwards: StackForwards;
  readonly operations: Operations;
  /** The release that this app is about. */
  readonly stack: ManagedRelease;
  readonly settings: InstalledSettings;
  readonly watch: ClusterWatch;
  readonly alerts: AlertWatch;
  readonly #client: KubeClient;
  readonly #discovery: Discovery;
  readonly #listener: SessionListener;
  readonly #log: Log;
  readonly #sessionLog: SessionLog;
  readonly #source: StackSource;
  readonly #recovery: Recovery;
  readonly #undos = new DisposalStack();
  readonly #accesses = new WeakMap<ExistingPrometheus, ServiceAccess>();

  constructor(options: SessionOptions) {
    const { context, log = NO_LOG } = options;
    this.#log = log;
    this.#sessionLog = new SessionLog(log);
    const listener = this.#sessionLog.hearing(options.listener);
    this.#listener = listener;
    const client = loggedClient(options.client, log);
    const announcer = new Announcer(listener, () => this.verdict);
    this.context = context;
    this.#client = client;
    this.#undos.defer(() => client.close());
    this.#discovery = new Discovery(client);
    this.watch = new ClusterWatch({
      client,
      context,
      namespace: STACK.namespace,
      onChange: (sight, before) => {
        announcer.sight(sight, before);
        const isBack = sight.status.state === 'connected' && before.status.state !== 'connected';
        if (!isBack && sight.status.state === 'unreachable') this.alerts.lose(sight.status.reason);
        if (isBack && options.recovers === true) this.#recovery.look();
        if (isBack || presenceIn(sight.overview) !== presenceIn(before.overview)) this.alerts.look();
      },
      onSnapshot: (snapshot) => this.forwards.noteSnapshot(snapshot),
      readExpected: (signal) => this.stack.inventory(signal),
    });
    this.#undos.defer(() => this.watch.dispose());
    this.forwards = new StackForwards({
      client,
      namespace: STACK.namespace,
      ports: options.ports,
      existingPrometheus: (signal) => this.#existingAccess(signal),
      onChange: listener.onForwards,
    });
    this.#undos.defer(() => this.forwards.dispose());
    const place = new AlertPlace({ client, namespace: STACK.namespace, forwards: this.forwards });
    this.#undos.defer(() => place.dispose());
    this.alerts = new AlertWatch({
      read: async (signal) => {
        const [{ overview }, existing] = await Promise.all([
          this.watch.first(signal),
          this.settings.existingPrometheus(signal),
        ]);
        return place.read(overview, existing && { ...existing, name: existing.service }, signal);
      },
      interval: options.alertInterval,
      onChange: (report) => announcer.alerts(report),
    });
    this.#undos.defer(() => this.alerts.dispose());
    this.#source = new StackSource({
      client,
      assetsDir: options.assetsDir,
      installed: (signal) => this.settings.read(signal),
    });
    this.stack = this.releaseOf(this.#source);
    this.settings = new InstalledSettings(this.stack);
    this.operations = new Operations(
      { client, discovery: this.#discovery },
      (operation) => this.#onOperation(operation),
      (plan, fromRevision) => this.#sessionLog.confirmed(plan, fromRevision),
    );
    this.#undos.defer(() => this.operations.stop());
    this.#recovery = new Recovery({ stack: this.stack, operations: this.operations, onLeft: () => this.#tellStack() });
    this.#undos.defer(() => this.#recovery.dispose());
  }

  /** One sentence on the stack, with what fires as far as it is followed. */
  get verdict(): Verdict {
    return withAlerts(this.watch.current.verdict, this.alerts.current);
  }

  /** A release of this cluster that gets its wanted state from `source`. */
  releaseOf(source: ReleaseSource): ManagedRelease {
    return new ManagedRelease({ client: this.#client, discovery: this.#discovery }, source);
  }

  /** What a change of the stack would do, or of the release that `of` names; can be confirmed by its hash. */
  async plan(request: PlanRequest, signal: AbortSignal, of: ManagedRelease = this.stack): Promise<Plan> {
    this.#discovery.invalidate();
    return this.operations.show(await of.plan(request, signal));
  }

  /** What a version of the stack brings. Throws as `readReleaseNotes` does. */
  releaseNotes(version: string): ReturnType<StackSource['releaseNotes']> {
    return this.#source.releaseNotes(version);
  }

  /** All releases of the cluster; where only its own namespace may be read, of that one. */
  releases(signal: AbortSignal): Promise<ReleaseSummary[]> {
    return visibleReleases({ client: this.#client, discovery: this.#discovery }, STACK.namespace, signal);
  }

  /** What is recorded in the cluster, and what the assets have. */
  async stackStatus(signal: AbortSignal): Promise<StackStatus> {
    const status = await readStackStatus(this.stack, this.#source, () => this.operations.isRunning, signal);
    this.#sessionLog.stack(status);
    return status;
  }

  /** Series for charts, through the forward to the cluster's Prometheus. */
  metrics(input: MetricsRangeInput, signal: AbortSignal): Promise<MetricsRange> {
    return readCharts(this.forwards, input, signal);
  }

  /** Grafana's user and first password. Throws as `grafanaCredentials` does. */
  async grafanaCredentials(signal: AbortSignal): Promise<{ readonly user: string; readonly password: string }> {
    const credentials = await grafanaCredentials(this.#client, signal);
    this.#log.hide([credentials.password]);
    return credentials;
  }

  /** Ends everything of this cluster; an operation under way is cancelled first and left in a recorded state. */
  dispose(): Promise<void> {
    return this.#undos.dispose();
  }

  /** Kept while the settings are believed, which is half a minute: a login that was renewed is read again then. */
  async #existingAccess(signal: AbortSignal): Promise<ServiceAccess | undefined> {
    const existing = await this.settings.existingPrometheus(signal);
    if (existing === undefined) return undefined;
    const known = this.#accesses.get(existing);
    if (known !== undefined) return known;
    const access = await existingAccess(this.#client, existing, signal);
    this.#log.hide(
      Object.entries(access.headers).flatMap(([name, value]) => (name === 'authorization' ? [value] : [])),
    );
    this.#accesses.set(existing, access);
    return access;
  }

  /** The record has changed; when it can't be read the page asks again by itself. */
  #tellStack(): void {
    this.stackStatus(AbortSignal.timeout(10_000)).then(this.#listener.onStack, () => {});
  }

  #onOperation(operation: Operation | null): void {
    this.#listener.onOperation(operation);
    if (operation === null || !hasEnded(operation.phase)) return;
    this.settings.forget();
    this.watch.refreshExpected();
    this.#tellStack();
  }
}
