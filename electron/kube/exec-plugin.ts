// A kubeconfig's credential plugin: found, run when credentials are needed, and asked again when they are over.
// Source: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
import { dirname } from 'node:path';
import { AppError, toAppError } from '../../shared/errors.ts';
import { type ExecCredential, parseExecCredential } from './exec-credential.ts';
import { type Found, findProgram } from './find-program.ts';
import type { KubeconfigCluster, KubeconfigExec } from './kubeconfig-file.ts';
import { programCall } from './program-call.ts';
import { runPlugin } from './run-plugin.ts';

/** Told what a credential plugin does; `command` is its name in the kubeconfig. */
export interface PluginListener {
  readonly onBegin: (command: string) => void;
  /** A line that it wrote on stderr, made harmless. */
  readonly onSaid: (command: string, line: string) => void;
  readonly onEnd: (command: string) => void;
}

/** What a plugin runs with. */
export interface PluginOptions {
  /** The person's environment: plugins live on the PATH of their shell, and read its proxies. */
  readonly environment: () => Promise<NodeJS.ProcessEnv>;
  readonly platform: NodeJS.Platform;
  /** Whether a person sits at this process's standard input. */
  readonly isTerminal: boolean;
  readonly listener: PluginListener;
}

/** One that failed is asked again after so long at the earliest, then after twice as long, and so on: it may open a browser each time. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * A credential that seems to be over when it comes tells of a clock that is wrong, here or there. The server judges it; the
 * plugin is not asked at each request meanwhile, for it may open a browser.
 */
const DOUBTFUL_MS = 60_000;

/** The plugin of one reading of a kubeconfig. It runs when it is first asked, and one at a time. */
export class ExecPlugin {
  readonly #exec: KubeconfigExec;
  readonly #cluster: KubeconfigCluster;
  readonly #file: string;
  readonly #options: PluginOptions;
  readonly #ending = new AbortController();
  #running: Promise<ExecCredential> | undefined;
  #credential: ExecCredential | undefined;
  /** Until when that is used although it seems to be over, by `performance.now()`. */
  #doubtfulUntil = Number.NEGATIVE_INFINITY;
  #failure: { readonly error: AppError; readonly count: number; readonly at: number } | undefined;

  constructor(exec: KubeconfigExec, cluster: KubeconfigCluster, file: string, options: PluginOptions) {
    this.#exec = exec;
    this.#cluster = cluster;
    this.#file = file;
    this.#options = options;
  }

  /** The credential that is valid now. Throws `AppError` `unauthorized` or `unsupported`, in a sentence with the plugin's last words. */
  get(): Promise<ExecCredential> {
    const known = this.#credential;
    if (known !== undefined && (!isOver(known) || performance.now() < this.#doubtfulUntil))
      return Promise.resolve(known);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Ends it, or waits for it, if it runs; resolves when it is gone. */
  async end(how: 'now' | 'gracefully'): Promise<void> {
    if (how === 'now') this.#ending.abort(new AppError('cancelled', 'Cancelled.'));
    await this.#running?.catch(() => undefined);
  }

  async #run(): Promise<ExecCredential> {
    const { count = 0, at = 0, error: before } = this.#failure ?? {};
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (count - 1));
    if (before !== undefined && performance.now() - at < pause) throw before;
    try {
      this.#credential = await this.#ask();
      this.#doubtfulUntil = isOver(this.#credential) ? performance.now() + DOUBTFUL_MS : Number.NEGATIVE_INFINITY;
      this.#failure = undefined;
      return this.#credential;
    } catch (error) {
      if (this.#ending.signal.aborted) throw error;
      const { command } = this.#exec;
      const said =
        error instanceof AppError
          ? error
          : new AppError('unauthorized', `The credential plugin ${command} ${toAppError(error).message}.`, {
              subject: command,
              cause: error,
            });
      this.#failure = { error: said, count: count + 1, at: performance.now() };
      throw said;
    }
  }

  async #ask(): Promise<ExecCredential> {
    const { platform, isTerminal, listener } = this.#options;
    const { command, args, interactiveMode, apiVersion } = this.#exec;
    if (interactiveMode === 'Always' && !isTerminal) {
      const message = `The credential plugin ${command} of ${this.#file} must talk to a person on a terminal: log in there first.`;
      throw new AppError('unsupported', message, { subject: this.#file });
    }
    const isInteractive = isTerminal && interactiveMode !== 'Never';
    const environment = await this.#options.environment();
    const program = this.#find(environment);
    const call = programCall(program, args ?? [], platform, environment);
    const own = Object.fromEntries((this.#exec.env ?? []).map(({ name, value }) => [name, value]));
    const info = JSON.stringify(execInfo(this.#exec, this.#cluster, isInteractive));
    // Set where `odin` is the app's own binary: a plugin that is an Electron app would start as Node.
    const { ELECTRON_RUN_AS_NODE: _, ...inherited } = environment;
    listener.onBegin(command);
    try {
      const answer = await runPlugin(
        {
          call,
          environment: { ...inherited, ...own, KUBERNETES_EXEC_INFO: info },
          platform,
          isInteractive,
          onSaid: (line) => listener.onSaid(command, line),
        },
        this.#ending.signal,
      );
      return parseExecCredential(answer, apiVersion);
    } finally {
      listener.onEnd(command);
    }
  }

  #find(environment: NodeJS.ProcessEnv): string {
    const { platform } = this.#options;
    const { command } = this.#exec;
    const path = environment.PATH ?? environment.Path ?? '';
    // As client-go does: a name with a separator is relative to the kubeconfig, a bare name is looked for on PATH.
    const found = findProgram(command, dirname(this.#file), path, { platform, environment });
    if (found.path !== undefined) return found.path;
    throw new AppError('unauthorized', this.#missing(found.problem), { subject: command });
  }

  #missing(problem: NonNullable<Exclude<Found, { path: string }>['problem']>): string {
    const { command, installHint } = this.#exec;
    const plugin = `The credential plugin ${command}, which ${this.#file} asks for,`;
    if (problem === 'notFile')
      return `${plugin} is no file that can be run: choose another context, or correct its command.`;
    if (problem === 'notExecutable') return `${plugin} may not be run: make it executable, or choose another context.`;
    const hint = installHint?.trim().replace(/\s+/g, ' ').slice(0, 500);
    return `${plugin} was not found: install it${hint ? ` (${hint})` : ''}, or choose another context.`;
  }
}

function isOver({ expiresAt = Number.POSITIVE_INFINITY }: ExecCredential): boolean {
  return Date.now() >= expiresAt;
}

function execInfo(exec: KubeconfigExec, cluster: KubeconfigCluster, isInteractive: boolean): object {
  const provided = {
    server: cluster.server,
    'certificate-authority-data': cluster['certificate-authority-data'] ?? undefined,
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] ?? undefined,
    'tls-server-name': cluster['tls-server-name'] ?? undefined,
    'proxy-url': cluster['proxy-url'] ?? undefined,
  };
  return {
    apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: isInteractive, ...(exec.provideClusterInfo ? { cluster: provided } : {}) },
  };
}
