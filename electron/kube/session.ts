// One context of a kubeconfig file as it was read last: where the server is, and how to prove who we are.
// client-node does the authentication (exec plugins, tokens, OIDC, basic) and the proxies; no request of its own.
import { X509Certificate } from 'node:crypto';
import { statSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { HttpMethod, RequestContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import { Agent, type Dispatcher } from 'undici';
import { AppError, toAppError } from '../../shared/errors.ts';
import { toClientNode } from './client-node-config.ts';
import { defined } from './defined.ts';
import { pluginError, preparePlugin } from './exec-plugin.ts';
import { inlineCa, inlineCertificate } from './inline-files.ts';
import { readKubeconfig } from './kubeconfig.ts';
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-file.ts';
import { loginPath } from './login-path.ts';

/** Names a context of a kubeconfig file. */
export interface ContextSource {
  readonly file: string;
  readonly context: string;
}

/** What every request carries. `options` are TLS material and, behind a proxy, an agent: what `https.request` takes. */
export interface Authorization {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly options: RequestOptions;
}

/** Below the 90 s after which an API server ends an idle connection, so that it is never we who send into a closing one. */
const KEEP_ALIVE_MS = 60_000;
const CONNECT_LIMIT_MS = 10_000;

export class Session {
  /** The API server's address, without a slash at the end. */
  readonly server: string;
  readonly #source: ContextSource;
  readonly #cluster: KubeconfigCluster;
  readonly #user: KubeconfigUser;
  readonly #stamp: string;
  #config: Promise<KubeConfig> | undefined;
  #asking: Promise<Authorization> | undefined;
  #dispatcher: Promise<Dispatcher> | undefined;
  #connected: Dispatcher | undefined;

  private constructor(source: ContextSource, cluster: KubeconfigCluster, user: KubeconfigUser, stamp: string) {
    this.server = cluster.server;
    this.#source = source;
    this.#cluster = cluster;
    this.#user = user;
    this.#stamp = stamp;
  }

  /** Reads the file now. Throws `AppError` `badInput` for what is wrong in it. */
  static read(source: ContextSource): Session {
    const { file, context } = source;
    const stamp = stampOf(file); // before reading: a change in between is then seen later, never missed
    const kubeconfig = readKubeconfig(file);
    const entry = kubeconfig.contexts.get(context);
    if (entry === undefined) throw new AppError('badInput', `${file} has no context ${context}.`, { subject: file });
    const cluster = kubeconfig.clusters.get(entry.cluster);
    if (cluster === undefined) throw dangling(source, 'cluster', entry.cluster);
    if (!/^https?:\/\//.test(cluster.server) || !URL.canParse(cluster.server)) {
      const message = `The server of cluster ${entry.cluster} in ${file} is not an http(s) address: ${cluster.server}.`;
      throw new AppError('badInput', message, { subject: file });
    }
    const user = entry.user === undefined ? {} : kubeconfig.users.get(entry.user);
    if (user === undefined) throw dangling(source, 'user', entry.user ?? '');
    const server = cluster.server.replace(/\/+$/, '');
    return new Session(source, inlineCa({ ...cluster, server }, file), inlineCertificate(user, file), stamp);
  }

  /** Headers and TLS material. A plugin that is running already is waited for, not started twice. */
  authorize(): Promise<Authorization> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The keep-alive connections of this session. */
  dispatcher(): Promise<Dispatcher> {
    this.#dispatcher ??= this.#connect().then(
      (dispatcher) => {
        this.#connected = dispatcher;
        return dispatcher;
      },
      (error: unknown) => {
        this.#dispatcher = undefined;
        throw error;
      },
    );
    return this.#dispatcher;
  }

  /** Whether the file has changed since. */
  isOutdated(): boolean {
    return stampOf(this.#source.file) !== this.#stamp;
  }

  /** Why the server may have refused us: the last day of a client certificate that is over, if that is so. */
  expiredOn(now: Date = new Date()): string | undefined {
    const data = this.#user['client-certificate-data'];
    if (data === null || data === undefined) return undefined;
    const { validTo } = new X509Certificate(Buffer.from(data, 'base64'));
    return new Date(validTo) < now ? new Date(validTo).toISOString().slice(0, 10) : undefined;
  }

  /** The credential plugin that has not answered yet, if one runs. */
  get runningPlugin(): string | undefined {
    return this.#asking === undefined ? undefined : this.#user.exec?.command;
  }

  /** Ends the connections: at once, or when the answers under way are there. */
  async end(how: 'now' | 'gracefully'): Promise<void> {
    await (how === 'now' ? this.#connected?.destroy() : this.#connected?.close());
  }

  async #connect(): Promise<Dispatcher> {
    const config = await this.#kubeConfig();
    if (this.#cluster['proxy-url']) {
      const request = new RequestContext(this.server, HttpMethod.GET);
      await config.applySecurityAuthentication(request);
      const dispatcher = request.getDispatcher();
      if (dispatcher !== undefined) return dispatcher;
    }
    const { ca, cert, key, rejectUnauthorized, servername } = (await this.authorize()).options;
    return new Agent({
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      connect: {
        timeout: CONNECT_LIMIT_MS,
        keepAlive: true,
        keepAliveInitialDelay: 30_000,
        ...defined({ ca, cert, key, rejectUnauthorized, servername }),
      },
    });
  }

  async #ask(): Promise<Authorization> {
    const config = await this.#kubeConfig();
    const options: RequestOptions = {};
    try {
      await config.applyToHTTPSOptions(options);
    } catch (error) {
      if (this.#user.exec) throw pluginError(this.#user.exec, error);
      const message = `The credentials of context ${this.#source.context} in ${this.#source.file} could not be made: ${toAppError(error).message}`;
      throw new AppError('unauthorized', message, { subject: this.#source.file, cause: error });
    }
    const { headers, auth, agent, ...rest } = options;
    const groups = this.#user['as-groups'] ?? [];
    const uid = this.#user['as-uid'];
    return {
      headers: {
        ...toHeaders(headers),
        ...(auth ? { Authorization: `Basic ${Buffer.from(auth).toString('base64')}` } : {}),
        ...(groups.length > 0 ? { 'Impersonate-Group': groups } : {}),
        ...(uid ? { 'Impersonate-Uid': uid } : {}),
      },
      options: { ...rest, ...(this.#cluster['proxy-url'] ? { agent } : {}) },
    };
  }

  #kubeConfig(): Promise<KubeConfig> {
    this.#config ??= this.#makeKubeConfig().catch((error: unknown) => {
      this.#config = undefined;
      throw error;
    });
    return this.#config;
  }

  async #makeKubeConfig(): Promise<KubeConfig> {
    const { exec } = this.#user;
    const { file } = this.#source;
    const user = exec
      ? { ...this.#user, exec: await preparePlugin(exec, this.#cluster, file, await loginPath()) }
      : this.#user;
    return toClientNode(this.#cluster, user, file);
  }
}

function dangling({ file, context }: ContextSource, what: string, name: string): AppError {
  return new AppError('badInput', `Context ${context} of ${file} names the ${what} ${name}, which is not in it.`, {
    subject: file,
  });
}

/** client-node writes an object of texts; its type allows Node's other forms too. */
function toHeaders(headers: RequestOptions['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.mtimeMs}/${stats.size}/${stats.ino}`;
}
