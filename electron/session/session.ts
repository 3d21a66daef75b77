// Everything that belongs to one chosen cluster, wired together: connection, watches, forwards, metrics, operations.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import type { GpuHolders, GpuHoldersInput } from '../../shared/model/gpu-holder.ts';
import type { GpuProcesses } from '../../shared/model/gpu-process.ts';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import type { GpuXid, GpuXidsInput } from '../../shared/model/gpu-xid.ts';
import type { ObjectEvent } from '../../shared/model/inspection.ts';
import type { LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import type { MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { hasEnded } from '../../shared/model/operation-phase.ts';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { PlanRequest } from '../../shared/model/plan-request.ts';
import type { ReleaseSummary } from '../../shared/model/revision.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import type { StackChoices } from '../../shared/model/stack-choices.ts';
import { Actions } from '../actions/actions.ts';
import { watchClock } from '../cluster/clock-jump.ts';
import type { PortMemory } from '../cluster/forward-port.ts';
import type { ServiceAddress } from '../cluster/ready-pod.ts';
import { withAlerts } from '../cluster/verdict-with-alerts.ts';
import { withGpus } from '../cluster/verdict-with-gpus.ts';
import { DisposalStack } from '../disposal.ts';
import type { KeptForwards } from '../forwards/kept-forwards.ts';
import type { KubeClient } from '../kube/client.ts';
import { Discovery } from '../kube/discovery.ts';
import { NO_LOG } from '../log/log.ts';
import { followLogs } from '../logs/follow-logs.ts';
import type { ReleaseContext } from '../release/context.ts';
import { readChoices } from '../stack/cluster-checks/read-choices.ts';
import { componentTitle } from '../stack/component-titles.ts';
import { SnapshotFeed } from '../streams/snapshot-feed.ts';
import { Streams } from '../streams/streams.ts';
import { AlertPast } from './alert-past.ts';
import { presenceIn } from './alert-sources.ts';
import type { AlertWatch } from './alert-watch.ts';
import { alertsOf } from './alerts-of.ts';
import { Announcer } from './announcer.ts';
import { readCharts, readXids } from './charts.ts';
import { ClusterApprovals } from './cluster-approvals.ts';
import { ClusterWatch, type Sight } from './cluster-watch.ts';
import { readDoctor } from './doctor.ts';
import { readEvents } from './events.ts';
import { Explore } from './explore.ts';
import { readHolders } from './gpu-holders.ts';
import { readProcesses } from './gpu-processes.ts';
import { GpuSight } from './gpu-sight.ts';
import { grafanaCredentials } from './grafana-credentials.ts';
import { InstalledSettings } from './installed-settings.ts';
import { keptForwardsOf } from './kept-forwards-of.ts';
import { knownAccess } from './known-access.ts';
import { LogPast } from './log-past.ts';
import { loggedClient } from './logged-client.ts';
import { ManagedRelease, type ReleaseSource } from './managed-release.ts';
import { Operations } from './operations.ts';
import { type PlainForward, plainForward } from './plain-forward.ts';
import { StackReceivers } from './receivers.ts';
import { RecentEvents } from './recent-events.ts';
import { Recovery } from './recovery.ts';
import { Resumes } from './resumes.ts';
import type { SessionListener } from './session-listener.ts';
import { SessionLog } from './session-log.ts';
import type { SessionOptions } from './session-options.ts';
import type { Silences } from './silences.ts';
import { StackForwards } from './stack-forwards.ts';
import { STACK, StackSource } from './stack-source.ts';
import { readStackStatus } from './stack-status.ts';
import { streamKinds } from './stream-kinds.ts';
import { SessionUsage } from './usage.ts';
import { visibleReleases } from './visible-releases.ts';

/** One cluster in use. Nothing is asked of the cluster before the first call. */
export class Session {
  readonly context: ClusterContext;
  readonly forwards: StackForwards;
  /** Plain ones that a person asked for. */
  readonly keptForwards: KeptForwards;
  readonly operations: Operations;
  /** Actions on single objects. */
  readonly actions: Actions;
  /** The release that this app is about. */
  readonly stack: ManagedRelease;
  readonly settings: InstalledSettings;
  readonly watch: ClusterWatch;
  readonly alerts: AlertWatch;
  readonly silences: Silences;
  readonly receivers: StackReceivers;
  readonly alertPast: AlertPast;
  /** What Loki keeps of logs. */
  readonly logPast: LogPast;
  readonly gpus: GpuSight;
  /** What the page follows. */
  readonly streams: Streams;
  readonly usage: SessionUsage;
  /** Free PromQL. */
  readonly explore: Explore;
  /** What happened lately. */
  readonly recent: RecentEvents;
  readonly #client: KubeClient;
  readonly #discovery: Discovery;
  readonly #listener: SessionListener;
  readonly #sessionLog: SessionLog;
  readonly #source: StackSource;
  readonly #approvals: ClusterApprovals | undefined;
  readonly #ports: PortMemory;
  readonly #recovery: Recovery;
  readonly #resumes = new Resumes();
  readonly #undos = new DisposalStack();

  constructor(options: SessionOptions) {
    const { context, log = NO_LOG } = options;
    this.#sessionLog = new SessionLog(log);
    const listener = this.#sessionLog.hearing(options.listener);
    this.#listener = listener;
    const client = loggedClient(options.client, log);
    const announcer = new Announcer(listener, () => this.verdict);
    this.context = context;
    this.#client = client;
    this.#ports = options.ports;
    this.#undos.defer(() => client.close());
    this.#discovery = new Discovery(client);
    const feed = new SnapshotFeed(STACK.namespace, () => this.watch.snapshot);
    this.watch = new ClusterWatch({
      client,
      context,
      namespace: STACK.namespace,
      onChange: (sight, before) => {
        announcer.sight(sight, before);
        this.#onSight(sight, before, options.recovers === true);
      },
      onSnapshot: (snapshot) => {
        this.forwards.noteSnapshot(snapshot);
        this.keptForwards.noteSnapshot(snapshot);
        feed.tell();
      },
      readExpected: (signal) => this.stack.inventory(signal),
      titleOf: componentTitle,
    });
    this.#undos.defer(() => this.watch.dispose());
    this.forwards = new StackForwards({
      client,
      namespace: STACK.namespace,
      ports: options.ports,
      existingPrometheus: knownAccess(client, (signal) => this.settings.existingPrometheus(signal)),
      onChange: listener.onForwards,
    });
    this.#undos.defer(() => this.forwards.dispose());
    this.explore = new Explore(this.forwards);
    this.keptForwards = keptForwardsOf(
      { context, client, ports: options.ports, onChange: listener.onKeptForwards },
      options.forwards,
    );
    this.#undos.defer(() => this.keptForwards.dispose());
    this.gpus = new GpuSight({ forwards: this.forwards, onChange: () => announcer.verdict() });
    const { alerts, silences, alertmanager } = alertsOf(
      {
        client,
        namespace: STACK.namespace,
        forwards: this.forwards,
        overview: async (signal) => (await this.watch.first(signal)).overview,
        existingPrometheus: (signal) => this.settings.existingPrometheus(signal),
        interval: options.alertInterval,
        onAsked: (overview, existing, signal) => void this.gpus.look(overview, existing !== undefined, signal),
        onChange: (report) => announcer.alerts(report),
      },
      this.#undos,
    );
    this.alerts = alerts;
    this.silences = silences;
    this.receivers = new StackReceivers({
      client,
      installed: async (signal) => (await this.stack.standing(signal)).installed,
      yaml: async (signal) => (await this.settings.read(signal))?.settings.alerts.receivers ?? '',
      alertmanager,
    });
    this.alertPast = new AlertPast(this.forwards, (signal) => this.alerts.list(signal));
    this.logPast = new LogPast({
      client,
      namespace: STACK.namespace,
      overview: async (signal) => (await this.watch.first(signal)).overview,
    });
    this.#undos.defer(() => this.logPast.dispose());
    this.#source = new StackSource({
      client,
      names: context.file === undefined ? undefined : { context: context.name, file: context.file },
      assetsDir: options.assetsDir,
      installed: (signal) => this.settings.read(signal),
      // Who has installed it there knows; the demo cluster plays a machine that is nowhere.
      tellsPlace: async (signal) =>
        context.kind !== 'demo' && (await this.stack.standing(signal)).installed === undefined,
      folders: options.folders,
    });
    this.#approvals = options.approvals && new ClusterApprovals(client, options.approvals);
    this.stack = this.releaseOf(this.#source);
    this.settings = new InstalledSettings(this.stack);
    this.usage = new SessionUsage({
      client,
      discovery: this.#discovery,
      namespace: STACK.namespace,
      forwards: this.forwards,
      overview: async (signal) => (await this.watch.first(signal)).overview,
      hasOtherPrometheus: async (signal) => (await this.settings.existingPrometheus(signal)) !== undefined,
    });
    this.#undos.defer(watchClock(() => this.#resumes.woke(Date.now())));
    this.recent = new RecentEvents({
      client,
      namespace: STACK.namespace,
      history: (signal) => this.stack.history(signal),
      alerts: (signal) => this.alerts.list(signal),
      resumes: () => this.#resumes.entries,
    });
    this.operations = new Operations(
      this.#surroundings,
      (operation) => this.#onOperation(operation),
      (plan, fromRevision) => this.#sessionLog.confirmed(plan, fromRevision),
    );
    this.#undos.defer(() => this.operations.stop());
    this.actions = new Actions({
      context: this.#surroundings,
      home: STACK,
      onDone: (result, verb) => this.#sessionLog.acted(result, verb),
    });
    const { shells } = options;
    this.streams = new Streams(
      streamKinds({
        client,
        discovery: this.#discovery,
        feed,
        titleOf: componentTitle,
        shells: {
          permit: async (place) => shells !== undefined && (await shells.permits.permits(context, place)),
          platform: shells?.platform ?? '',
        },
      }),
      listener.onStream,
    );
    this.#undos.defer(() => this.streams.closeAll());
    this.#recovery = new Recovery({
      stack: this.stack,
      target: this.#source,
      operations: this.operations,
      approvals: this.#approvals,
      onLeft: () => this.#tellStack(),
    });
    this.#undos.defer(() => this.#recovery.dispose());
  }

  /** One sentence on the stack, with what fires and who sleeps as far as it is followed. */
  get verdict(): Verdict {
    const { verdict, overview } = this.watch.current;
    return withGpus(withAlerts(verdict, overview, this.alerts.current), this.gpus.current, Date.now());
  }

  /** The GPUs that have a gate, asked for now; empty where there is none, or where nobody answers within 2 s. */
  async gpuStates(overview: Overview, signal: AbortSignal): Promise<readonly GpuState[]> {
    const existing = await this.settings.existingPrometheus(signal);
    return this.gpus.look(overview, existing !== undefined, signal);
  }

  /** A release of this cluster that gets its wanted state from `source`. */
  releaseOf(source: ReleaseSource): ManagedRelease {
    return new ManagedRelease(this.#surroundings, source);
  }

  get #surroundings(): ReleaseContext {
    const approvals = this.#approvals;
    return { client: this.#client, discovery: this.#discovery, ...(approvals === undefined ? {} : { approvals }) };
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

  /** The classes that settings may name. Throws as {@link readChoices}. */
  choices(signal: AbortSignal): Promise<StackChoices> {
    return readChoices(this.#client, signal);
  }

  /** All releases of the cluster; where only its own namespace may be read, of that one. */
  releases(signal: AbortSignal): Promise<ReleaseSummary[]> {
    return visibleReleases({ client: this.#client, discovery: this.#discovery }, STACK.namespace, signal);
  }

  /** The chain from the GPU's driver to its chart. Throws only where `signal` was aborted. */
  doctor(signal: AbortSignal): Promise<DoctorReport> {
    const options = {
      context: this.context,
      client: this.#client,
      namespace: STACK.namespace,
      forwards: this.forwards,
      stackStatus: (until: AbortSignal) => this.stackStatus(until),
      settings: async (until: AbortSignal) => (await this.settings.read(until))?.settings,
    };
    return readDoctor(options, signal);
  }

  /** What is recorded in the cluster, and what the assets have. */
  async stackStatus(signal: AbortSignal): Promise<StackStatus> {
    const known = await readStackStatus(this.stack, this.#source, () => this.operations.isRunning, signal);
    const { unapproved } = this.#recovery;
    const { interrupted } = known;
    const status =
      interrupted === undefined || unapproved === undefined
        ? known
        : { ...known, interrupted: { ...interrupted, unapproved } };
    this.#sessionLog.stack(status);
    return status;
  }

  /** Series for charts, through tunnels to the cluster's Prometheus. */
  metrics(input: MetricsRangeInput, signal: AbortSignal): Promise<MetricsRange> {
    return readCharts(this.forwards, input, signal);
  }

  /** The XID errors of the time that charts show. */
  gpuXids(input: GpuXidsInput, signal: AbortSignal): Promise<GpuXid[]> {
    return readXids(this.forwards, input, signal);
  }

  /** Who held the GPUs' memory, as far as the settings let anybody tell. Throws as {@link Session.metrics}. */
  gpuHolders(input: GpuHoldersInput, signal: AbortSignal): Promise<GpuHolders> {
    return readHolders(this.forwards, this.settings, input, signal);
  }

  /** Who uses the GPUs, as far as the settings let anybody tell. Throws as {@link Session.metrics}. */
  gpuProcesses(signal: AbortSignal): Promise<GpuProcesses> {
    return readProcesses(this.forwards, this.settings, signal);
  }

  /** What was reported lately. Throws as {@link readEvents}. */
  events(namespace: string, about: ObjectRef | undefined, signal: AbortSignal): Promise<ObjectEvent[]> {
    return readEvents(this.#client, namespace, about, signal);
  }

  /** The log of a pod, a workload or the stack. Ends and throws as {@link followLogs}. */
  logs(request: LogRequest, signal: AbortSignal): AsyncGenerator<LogMessage, void, undefined> {
    return followLogs(this.#client, request, signal);
  }

  /** A plain local port to any Service, until `signal` aborts. Throws as {@link plainForward}. */
  forwardService(
    service: ServiceAddress,
    local: number | undefined,
    signal: AbortSignal,
    onTrouble: (reason: string) => void,
  ): Promise<PlainForward> {
    return plainForward({ client: this.#client, service, local, ports: this.#ports, onTrouble }, signal);
  }

  /** Grafana's user and first password. Throws as `grafanaCredentials` does. */
  async grafanaCredentials(signal: AbortSignal): Promise<{ readonly user: string; readonly password: string }> {
    return grafanaCredentials(this.#client, signal);
  }

  /** Ends everything of this cluster; an operation under way is cancelled first and left in a recorded state. */
  dispose(): Promise<void> {
    return this.#undos.dispose();
  }

  #onSight({ status, overview }: Sight, before: Sight, recovers: boolean): void {
    this.#resumes.status(status, Date.now());
    const isBack = status.state === 'connected' && before.status.state !== 'connected';
    if (status.state === 'unreachable') {
      this.alerts.lose(status.reason);
      this.gpus.forget();
    }
    if (isBack && recovers) void this.#recovery.look();
    if (isBack || presenceIn(overview) !== presenceIn(before.overview)) {
      this.alerts.look();
      this.usage.forget();
    }
  }

  /** The record has changed; when it can't be read the page asks again by itself. */
  #tellStack(): void {
    this.stackStatus(AbortSignal.timeout(10_000)).then(this.#listener.onStack, () => {});
  }

  #onOperation(operation: Operation | null): void {
    this.#listener.onOperation(operation);
    if (operation === null || !hasEnded(operation.phase)) return;
    this.settings.forget();
    this.recent.forget();
    this.watch.refreshExpected();
    this.#tellStack();
  }
}
