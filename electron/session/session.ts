// Everything that belongs to one chosen cluster, wired together: connection, watches, forwards, metrics, operations.
import { join } from 'node:path';
import { toAppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import type { ClusterContext, ClusterStatus } from '../../shared/model/cluster.ts';
import type { Drift } from '../../shared/model/drift.ts';
import type { Forward } from '../../shared/model/forward.ts';
import type { MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { hasEnded } from '../../shared/model/operation-phase.ts';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { InstallChoice, PlanRequest } from '../../shared/model/plan-request.ts';
import type { ReleaseNotes } from '../../shared/model/release-notes.ts';
import type { ReleaseSummary, Revision } from '../../shared/model/revision.ts';
import { STACK_NAMESPACE, STACK_RELEASE, type StackStatus } from '../../shared/model/stack.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import { readAlerts } from '../alerts/read-alerts.ts';
import type { PortMemory } from '../cluster/forward-port.ts';
import { withAlerts } from '../cluster/verdict-with-alerts.ts';
import { DisposalStack } from '../disposal.ts';
import type { KubeClient } from '../kube/client.ts';
import { Discovery } from '../kube/discovery.ts';
import { type Log, NO_LOG } from '../log/log.ts';
import { metricsRange } from '../metrics/range.ts';
import type { ReleaseContext } from '../release/context.ts';
import { listReleases } from '../release/look/list-releases.ts';
import { readInventory } from '../release/look/read-inventory.ts';
import type { Desired } from '../release/wanted/desired.ts';
import { readCapabilities } from '../stack/capabilities.ts';
import { assertExistingPrometheus } from '../stack/existing-prometheus.ts';
import { readReleaseNotes } from '../stack/release-notes.ts';
import { renderStack } from '../stack/render.ts';
import { readSettings } from '../stack/settings/read-settings.ts';
import { listVersions } from '../stack/versions.ts';
import { AlertPlace, presenceIn } from './alert-sources.ts';
import { AlertWatch } from './alert-watch.ts';
import { ClusterWatch, type Sight } from './cluster-watch.ts';
import { grafanaCredentials } from './grafana-credentials.ts';
import { InstalledSettings } from './installed-settings.ts';
import { loggedClient } from './logged-client.ts';
import { ManagedRelease, type ReleaseSource } from './managed-release.ts';
import { Operations } from './operations.ts';
import { Recovery } from './recovery.ts';
import { SessionLog } from './session-log.ts';
import { StackForwards } from './stack-forwards.ts';

const STACK = { release: STACK_RELEASE, namespace: STACK_NAMESPACE } as const;

/** Charts are asked for each 5 s: a page that waits longer than that shows old values as if they were new. */
const CHART_PATIENCE_MS = 4_000;

/** What a session tells unasked. Each carries the whole new value. */
export interface SessionListener {
  readonly onStatus: (status: ClusterStatus) => void;
  readonly onOverview: (overview: Overview) => void;
  readonly onVerdict: (verdict: Verdict) => void;
  readonly onAlerts: (report: AlertReport) => void;
  readonly onStack: (status: StackStatus) => void;
  /** Null when a confirmed plan turned out not to hold: nothing was begun. */
  readonly onOperation: (operation: Operation | null) => void;
  readonly onForwards: (forwards: readonly Forward[]) => void;
}

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
  readonly #options: SessionOptions;
  readonly #recovery: Recovery;
  readonly #undos = new DisposalStack();
  readonly #log: Log;
  readonly #sessionLog: SessionLog;
  #toldVerdict: Verdict | undefined;

  constructor(options: SessionOptions) {
    const { context, listener, log = NO_LOG } = options;
    const client = loggedClient(options.client, log);
    this.#options = options;
    this.#log = log;
    this.#sessionLog = new SessionLog(log);
    this.context = context;
    this.#client = client;
    this.#undos.defer(() => client.close());
    this.#discovery = new Discovery(client);
    this.watch = new ClusterWatch({
      client,
      context,
      namespace: STACK_NAMESPACE,
      onChange: (sight, before) => {
        this.#onSight(sight, before);
        const isBack = sight.status.state === 'connected' && before.status.state !== 'connected';
        if (isBack && options.recovers === true) this.#recovery.look();
        if (isBack || presenceIn(sight.overview) !== presenceIn(before.overview)) this.alerts.look();
      },
      onSnapshot: (snapshot) => this.forwards.noteSnapshot(snapshot),
      readExpected: (signal) => readInventory(this.#releaseContext, STACK, signal),
    });
    this.#undos.defer(() => this.watch.dispose());
    this.forwards = new StackForwards({
      client,
      namespace: STACK_NAMESPACE,
      ports: options.ports,
      existingPrometheus: (signal) => this.settings.existingPrometheus(signal),
      onChange: (forwards) => {
        this.#sessionLog.forwards(forwards);
        listener.onForwards(forwards);
      },
    });
    this.#undos.defer(() => this.forwards.dispose());
    const place = new AlertPlace({ client, namespace: STACK_NAMESPACE, forwards: this.forwards });
    this.#undos.defer(() => place.dispose());
    this.alerts = new AlertWatch({
      read: async (signal) => {
        const [{ overview }, existing] = await Promise.all([
          this.watch.first(signal),
          this.settings.existingPrometheus(signal),
        ]);
        return readAlerts(place.sourcesIn(overview, existing), signal);
      },
      interval: options.alertInterval,
      onChange: (report) => this.#onAlerts(report),
    });
    this.#undos.defer(() => this.alerts.dispose());
    this.stack = this.releaseOf({ ...STACK, desired: (choice, signal) => this.desired(choice, signal) });
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

  /** The stack for this cluster, as objects. Default: its newest version, with the settings that it has. */
  async desired({ version, settings }: InstallChoice, signal: AbortSignal): Promise<Desired> {
    const [capabilities, chosen] = await Promise.all([
      readCapabilities(this.#client, signal),
      settings === undefined ? this.settings.read(signal) : readSettings(settings, 'The settings'),
    ]);
    const existing = chosen?.settings.prometheus.existing;
    if (existing !== undefined) await assertExistingPrometheus(this.#client, existing, signal);
    const rendered = await renderStack({
      assetsDir: this.#stackAssetsDir,
      namespace: STACK_NAMESPACE,
      capabilities,
      settings: chosen?.settings,
      ...(version === undefined ? {} : { version }),
    });
    return { ...STACK, ...rendered, values: { supplied: chosen?.supplied ?? {}, defaults: DEFAULT_SETTINGS } };
  }

  /** A release of this cluster that gets its wanted state from `source`. */
  releaseOf(source: ReleaseSource): ManagedRelease {
    return new ManagedRelease(this.#releaseContext, source);
  }

  /** What a change of the stack would do, or of the release that `of` names; can be confirmed by its hash. */
  async plan(request: PlanRequest, signal: AbortSignal, of: ManagedRelease = this.stack): Promise<Plan> {
    this.#discovery.invalidate();
    return this.operations.show(await of.plan(request, signal));
  }

  /** What a version of the stack brings. Throws as `readReleaseNotes` does. */
  releaseNotes(version: string): Promise<ReleaseNotes> {
    return readReleaseNotes(this.#stackAssetsDir, version);
  }

  /** The stack's revisions, newest first. */
  async history(signal: AbortSignal): Promise<Revision[]> {
    return [...(await this.stack.history(signal))];
  }

  /** What was changed by hand in the stack. */
  drift(signal: AbortSignal): Promise<Drift> {
    return this.stack.drift(signal);
  }

  /** All releases of the cluster; where only its own namespace may be read, of that one. */
  async releases(signal: AbortSignal): Promise<ReleaseSummary[]> {
    try {
      return [...(await listReleases(this.#releaseContext, undefined, signal))];
    } catch (error) {
      if (toAppError(error).code !== 'forbidden') throw error;
      return [...(await listReleases(this.#releaseContext, STACK_NAMESPACE, signal))];
    }
  }

  /** What is recorded in the cluster, and what the assets have. */
  async stackStatus(signal: AbortSignal): Promise<StackStatus> {
    const versions = await listVersions(this.#stackAssetsDir);
    const [availableVersion] = versions;
    const known = { ...STACK, availableVersion, versions: [...versions] };
    const [standing, values] = await Promise.all([this.stack.standing(signal), this.stack.supplied(signal)]);
    const { installed, unfinished, isWorkedOn } = standing;
    const isInterrupted = !isWorkedOn && !this.operations.isRunning;
    const status = {
      ...known,
      ...(installed === undefined ? {} : { installed }),
      ...(values === undefined ? {} : { settings: values.supplied }),
      ...(unfinished === undefined || !isInterrupted ? {} : { interrupted: unfinished }),
    };
    this.#sessionLog.stack(status);
    return status;
  }

  /** Series for charts, through the forward to the cluster's Prometheus. */
  async metrics(input: MetricsRangeInput, signal: AbortSignal): Promise<MetricsRange> {
    return metricsRange(await this.forwards.prometheus(signal, CHART_PATIENCE_MS), input, Date.now() / 1000, signal);
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

  get #stackAssetsDir(): string {
    return join(this.#options.assetsDir, 'stack');
  }

  get #releaseContext(): ReleaseContext {
    return { client: this.#client, discovery: this.#discovery };
  }

  /** The record has changed; when it can't be read the page asks again by itself. */
  #tellStack(): void {
    this.stackStatus(AbortSignal.timeout(10_000)).then(this.#options.listener.onStack, () => {});
  }

  /** Tells what has changed, part by part: most events of a quiet cluster change nothing that a person sees. */
  #onSight(sight: Sight, before: Sight): void {
    const { listener } = this.#options;
    if (differs(sight.status, before.status)) {
      this.#sessionLog.status(sight.status);
      listener.onStatus(sight.status);
    }
    if (sight.overview !== null && differs(timeless(sight.overview), timeless(before.overview))) {
      listener.onOverview(sight.overview);
    }
    this.#tellVerdict();
  }

  #onAlerts(report: AlertReport): void {
    this.#options.listener.onAlerts(report);
    this.#tellVerdict();
  }

  #tellVerdict(): void {
    const { verdict } = this;
    if (!differs(verdict, this.#toldVerdict)) return;
    this.#toldVerdict = verdict;
    this.#options.listener.onVerdict(verdict);
  }

  #onOperation(operation: Operation | null): void {
    const { listener } = this.#options;
    this.#sessionLog.operation(operation);
    listener.onOperation(operation);
    if (operation === null || !hasEnded(operation.phase)) return;
    this.settings.forget();
    this.watch.refreshExpected();
    this.#tellStack();
  }
}

function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/** An overview without the moment until which it is known to be true, while that is simply now. */
function timeless(overview: Overview | null): unknown {
  return overview === null || overview.stale ? overview : { ...overview, at: 0 };
}
