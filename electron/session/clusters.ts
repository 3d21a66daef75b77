// The chosen cluster, and its session.
import { join } from 'node:path';
import { AppError, toAppError } from '../../shared/errors.ts';
import { record, text } from '../../shared/json.ts';
import type { ClusterContext, ClusterList, ClusterStatus, ContextId, ProbeResult } from '../../shared/model/cluster.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import type { StackOffer } from '../../shared/model/stack-offer.ts';
import { wokeUp } from '../cluster/clock-jump.ts';
import { verdictOfStatus } from '../cluster/verdict.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { Deadline } from '../kube/deadline.ts';
import { maskShown } from '../log/mask-text.ts';
import { listVersions } from '../stack/manifests/versions.ts';
import { readOffer } from '../stack/read-offer.ts';
import type { Contexts } from './contexts.ts';
import { PluginWatch } from './plugin-watch.ts';
import { Session } from './session.ts';
import type { SessionListener } from './session-listener.ts';
import type { SessionOptions } from './session-options.ts';

const PROBE_TIMEOUT_MS = 8_000;

/** What choosing clusters needs from outside. */
export interface ClustersOptions
  extends Pick<
    SessionOptions,
    'assetsDir' | 'ports' | 'folders' | 'listener' | 'alertInterval' | 'approvals' | 'shells' | 'forwards' | 'log'
  > {
  readonly contexts: Contexts;
}

/** The menu of clusters, and the session of the chosen one. */
export class Clusters {
  readonly #options: ClustersOptions;
  #session: Session | null = null;
  #status: ClusterStatus = { state: 'none' };
  #plugin: PluginWatch | undefined;
  /** The reset of the demo that is under way. */
  #reset: Promise<void> | undefined;
  /** Counts choices, so that a slow one that was overtaken does not win. */
  #choice = 0;

  constructor(options: ClustersOptions) {
    this.#options = options;
  }

  /** Reads the kubeconfig files anew. */
  list(): ClusterList {
    const selected = this.#status.state === 'none' ? null : this.#status.context.id;
    return { ...this.#options.contexts.list(), selected };
  }

  /** How the chosen cluster answers. */
  get status(): ClusterStatus {
    return this.#withPlugin(this.#session?.watch.current.status ?? this.#status);
  }

  /** What the newest stack brings and asks for; needs no cluster. Throws as `readOffer`. */
  stackOffer(): Promise<StackOffer> {
    return readOffer(join(this.#options.assetsDir, 'stack'));
  }

  /** Versions of the stack that the app brings, newest first. Throws as `listVersions`. */
  stackVersions(): Promise<readonly string[]> {
    return listVersions(join(this.#options.assetsDir, 'stack'));
  }

  /** One sentence on the stack of the chosen cluster. */
  get verdict(): Verdict {
    return this.#session?.verdict ?? verdictOfStatus(this.#status);
  }

  /** The chosen cluster's session. Throws `AppError` `unreachable` while there is none. */
  get session(): Session {
    if (this.#session !== null) return this.#session;
    const reason = this.#status.state === 'unreachable' ? this.#status.reason : 'No cluster is chosen.';
    throw new AppError('unreachable', reason);
  }

  /** The session, or null while there is none. */
  get sessionOrNull(): Session | null {
    return this.#session;
  }

  /**
   * Asks one context for its version, without choosing it: no credential plugin runs for a look. A cluster that does not
   * answer is an answer, not an error. An unknown id is `badInput`.
   */
  async probe(id: ContextId, signal: AbortSignal): Promise<ProbeResult> {
    const { contexts } = this.#options;
    const context = contexts.get(id);
    const deadline = new Deadline(PROBE_TIMEOUT_MS, signal);
    let client: KubeClient | undefined;
    try {
      client = await contexts.connect(context, { isLook: true });
      const { body } = await client.request({ path: '/version', signal: deadline.signal });
      return {
        id,
        reachable: true,
        message: maskShown(text(record(body).gitVersion).slice(0, 100)) || 'unknown version',
      };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiError && [401, 403].includes(error.status)) {
        return { id, reachable: true, message: 'It answers, and asks who you are.' };
      }
      const { code, message, remedy } = toAppError(error);
      const sentence = code === 'cancelled' ? `No answer within ${PROBE_TIMEOUT_MS / 1000} s.` : message;
      return { id, reachable: false, message: sentence, ...(remedy === undefined ? {} : { remedy }) };
    } finally {
      deadline.dispose();
      await client?.close();
    }
  }

  /**
   * Chooses a context: ends the old session, starts a new one. An unknown id is `badInput` and changes nothing. While an
   * operation is under way its cluster stays chosen: choosing it again is nothing new, another one is a `conflict`.
   */
  async select(id: ContextId): Promise<ClusterStatus> {
    // What is being taken away is not connected to.
    if (id === DEMO_CONTEXT_ID) await this.#reset?.catch(() => undefined);
    return this.#select(id);
  }

  async #select(id: ContextId): Promise<ClusterStatus> {
    const context = this.#options.contexts.get(id);
    const busy = this.#session?.operations.isRunning === true ? this.#session.context : undefined;
    if (busy?.id === id) return this.status;
    if (busy !== undefined) {
      throw new AppError('conflict', `A change is under way on ${busy.name}: wait for it or cancel it first.`);
    }
    const choice = ++this.#choice;
    const plugin = new PluginWatch(() => {
      if (choice === this.#choice) this.#options.listener.onStatus(this.status);
    });
    await this.#endSession();
    this.#plugin?.dispose();
    this.#plugin = plugin;
    this.#options.log?.info('cluster', `context ${context.name} chosen`);
    this.#note({ state: 'connecting', context });
    try {
      const client = await this.#options.contexts.connect(context, { listener: plugin });
      if (choice === this.#choice) this.#startSession(context, client, choice);
      else await client.close();
    } catch (error) {
      if (choice === this.#choice) this.#note(unreachable(context, error));
    }
    return this.status;
  }

  /**
   * Lets the demo cluster begin anew, and chooses it again where it was chosen. Throws `conflict` while a change is under
   * way on it, or another process runs it.
   */
  resetDemo(): Promise<void> {
    this.#reset ??= this.#resetDemo().finally(() => {
      this.#reset = undefined;
    });
    return this.#reset;
  }

  async #resetDemo(): Promise<void> {
    const isChosen = this.#status.state !== 'none' && this.#status.context.id === DEMO_CONTEXT_ID;
    if (isChosen && this.#session?.operations.isRunning === true) {
      throw new AppError('conflict', 'A change is under way on the demo cluster: wait for it or cancel it first.');
    }
    let choice = this.#choice;
    if (isChosen) {
      choice = ++this.#choice;
      await this.#endSession();
    }
    try {
      await this.#options.contexts.resetDemo();
    } finally {
      // Another one that was chosen meanwhile stays.
      if (isChosen && choice === this.#choice) await this.#select(DEMO_CONTEXT_ID);
    }
  }

  /** The machine has slept: whoever follows the chosen cluster asks at once what has become of it. */
  wake(): void {
    wokeUp();
  }

  /** Ends the session. */
  async dispose(): Promise<void> {
    this.#choice++;
    this.#plugin?.dispose();
    await this.#endSession();
  }

  #startSession(context: ClusterContext, client: KubeClient, choice: number): void {
    const { assetsDir, ports, folders, listener, alertInterval, approvals, shells, forwards, log } = this.#options;
    const isCurrent = () => choice === this.#choice;
    this.#session = new Session({
      context,
      client,
      assetsDir,
      ports,
      listener: whileTrue(isCurrent, {
        ...listener,
        onStatus: (status) => listener.onStatus(this.#withPlugin(status)),
      }),
      recovers: true,
      ...(folders === undefined ? {} : { folders }),
      ...(alertInterval === undefined ? {} : { alertInterval }),
      ...(approvals === undefined ? {} : { approvals }),
      ...(shells === undefined ? {} : { shells }),
      ...(forwards === undefined ? {} : { forwards }),
      ...(log === undefined ? {} : { log }),
    });
    this.#session.watch.start();
  }

  async #endSession(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.dispose();
  }

  #withPlugin(status: ClusterStatus): ClusterStatus {
    const plugin = this.#plugin?.current;
    return status.state === 'none' || plugin === undefined ? status : { ...status, plugin };
  }

  #note(status: ClusterStatus): void {
    this.#status = status;
    this.#options.listener.onStatus(status);
    this.#options.listener.onVerdict(verdictOfStatus(status));
  }
}

function unreachable(context: ClusterContext, error: unknown): ClusterStatus {
  const { message: reason, remedy } = toAppError(error);
  return { state: 'unreachable', context, reason, ...(remedy === undefined ? {} : { remedy }) };
}

/** The last words of a session that was left must not be shown as the new one's. */
function whileTrue(isCurrent: () => boolean, listener: SessionListener): SessionListener {
  const guard =
    <T>(tell: (value: T) => void) =>
    (value: T) => {
      if (isCurrent()) tell(value);
    };
  return {
    onStatus: guard(listener.onStatus),
    onOverview: guard(listener.onOverview),
    onVerdict: guard(listener.onVerdict),
    onAlerts: guard(listener.onAlerts),
    onStack: guard(listener.onStack),
    onOperation: guard(listener.onOperation),
    onForwards: guard(listener.onForwards),
    onKeptForwards: guard(listener.onKeptForwards),
    onStream: guard(listener.onStream),
  };
}
