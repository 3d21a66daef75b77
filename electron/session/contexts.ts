// The contexts that can be chosen, and how to connect to one: those of the kubeconfig files, and the demo cluster.
import { AppError } from '../../shared/errors.ts';
import type { ClusterContext, ContextId, KubeconfigFile } from '../../shared/model/cluster.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { attachDemo } from '../demo/attach.ts';
import { forgetDemo } from '../demo/forget.ts';
import type { KubeClient } from '../kube/client.ts';
import { type ConnectOptions, connect } from '../kube/connect.ts';
import { loadClusterList, sourceOf } from '../kube/kubeconfig.ts';
import { loginEnvironment } from '../kube/login-environment.ts';

const DEMO_CONTEXT: ClusterContext = { id: DEMO_CONTEXT_ID, kind: 'demo', name: 'Demo cluster', isCurrent: false };

/** Told that the demo cluster, which this process runs, has stopped: in a sentence, and why. */
export type OnDemoCrash = (sentence: string, cause: unknown) => void;

/** The machine that contexts are read and used on. */
export interface ContextsMachine {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** `app`: started by a desktop, so that the login shell is asked for its PATH and proxies; a command has its caller's. */
  readonly startedAs: 'app' | 'command';
  /** Whether a person sits at standard input, and at any of the standard streams. */
  readonly isInteractive: boolean;
  readonly isInTerminal: boolean;
  /** Files that a person chose besides those that kubectl would read. */
  readonly chosenFiles?: () => readonly string[];
}

/** Reads kubeconfigs, never writes one. The demo cluster is started or joined when it is first connected to. */
export class Contexts {
  readonly #machine: ContextsMachine;
  readonly #plugins: Pick<ConnectOptions, 'environment' | 'platform' | 'isTerminal'>;
  readonly #stateDir: string;
  readonly #onDemoCrash: OnDemoCrash;
  #demo: ReturnType<typeof attachDemo> | null = null;
  /** The reset that is under way. */
  #reset: Promise<void> | undefined;

  constructor(machine: ContextsMachine, stateDir: string, onDemoCrash: OnDemoCrash = () => {}) {
    const { environment, platform, startedAs, isInteractive, isInTerminal } = machine;
    this.#machine = machine;
    this.#plugins = {
      environment: loginEnvironment({ environment, platform, isInTerminal, takesProxies: startedAs === 'app' }),
      platform,
      isTerminal: startedAs === 'command' && isInteractive,
    };
    this.#stateDir = stateDir;
    this.#onDemoCrash = onDemoCrash;
  }

  /** Reads the files anew; the demo cluster is always there, last. */
  list(): { readonly files: KubeconfigFile[]; readonly contexts: ClusterContext[] } {
    const { files, contexts } = loadClusterList(this.#machine, this.#machine.chosenFiles?.());
    return { files, contexts: [...contexts, DEMO_CONTEXT] };
  }

  /** The context with this id; throws `AppError` `badInput` where there is none. */
  get(id: ContextId): ClusterContext {
    const context = this.list().contexts.find((one) => one.id === id);
    if (context === undefined) throw new AppError('badInput', `There is no context ${id} in any kubeconfig.`);
    return context;
  }

  /** A connection as this context's user; nothing is asked nor run yet. Throws what `connect` throws. */
  async connect(
    context: ClusterContext,
    options: Pick<ConnectOptions, 'listener' | 'isLook'> = {},
  ): Promise<KubeClient> {
    const { file, name } = context;
    if (file !== undefined) return connect(sourceOf({ file, name }, this.#machine), { ...this.#plugins, ...options });
    const demo = await this.#attachDemo();
    await demo.refresh();
    return connect({ file: demo.kubeconfigPath, context: demo.context });
  }

  /** Ends the demo cluster and forgets all of it; nobody is connected to it meanwhile. Throws as `forgetDemo`. */
  resetDemo(): Promise<void> {
    this.#reset ??= this.#forgetDemo().finally(() => {
      this.#reset = undefined;
    });
    return this.#reset;
  }

  async #forgetDemo(): Promise<void> {
    await this.dispose();
    this.#demo = null;
    await forgetDemo(this.#stateDir);
  }

  /** Ends the demo cluster where this process runs it. */
  async dispose(): Promise<void> {
    await (await this.#demo?.catch(() => undefined))?.dispose();
  }

  async #attachDemo() {
    // One that began in between would have its folder taken away.
    await this.#reset?.catch(() => undefined);
    this.#demo ??= attachDemo({ stateDir: this.#stateDir, onCrash: this.#onDemoCrash }).catch((error: unknown) => {
      this.#demo = null;
      throw error;
    });
    return this.#demo;
  }
}
