// Proves who we are to one server, and holds the connections to it, until the kubeconfig is read anew.
// client-node does the authentication (exec plugins, tokens, OIDC, basic) and the proxies; no request of its own.
import { X509Certificate } from 'node:crypto';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { HttpMethod, RequestContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import { AppError, toAppError } from '../../shared/errors.ts';
import { toClientNode } from './client-node-config.ts';
import { pluginError, preparePlugin } from './exec-plugin.ts';
import { loginPath } from './login-path.ts';
import { makePools, type Pools } from './pools.ts';
import { isOutdated, type ResolvedContext } from './read-context.ts';

/** What every request carries. `options` are TLS material and, behind a proxy, an agent: what `https.request` takes. */
export interface Authorization {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly options: RequestOptions;
}

/** The login to one server with one reading of a kubeconfig context; read anew, it is another. */
export class Login {
  readonly #context: ResolvedContext;
  #config: Promise<KubeConfig> | undefined;
  #asking: Promise<Authorization> | undefined;
  #connecting: Promise<Pools> | undefined;
  #connected: Pools | undefined;

  constructor(context: ResolvedContext) {
    this.#context = context;
  }

  /** The API server's address, without a slash at its end. */
  get server(): string {
    return this.#context.cluster.server;
  }

  /** Whether the kubeconfig has changed since it was read. */
  get isOutdated(): boolean {
    return isOutdated(this.#context);
  }

  /** Headers and TLS material. A plugin that is running already is waited for, not started twice. */
  authorize(): Promise<Authorization> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The connections of this login. */
  pools(): Promise<Pools> {
    this.#connecting ??= this.#connect().then(
      (pools) => {
        this.#connected = pools;
        return pools;
      },
      (error: unknown) => {
        this.#connecting = undefined;
        throw error;
      },
    );
    return this.#connecting;
  }

  /** The last day of the client certificate, if that is over: the server only says 401 then. */
  expiredOn(now: Date = new Date()): string | undefined {
    const data = this.#context.user['client-certificate-data'];
    if (!data) return undefined;
    const { validTo } = new X509Certificate(Buffer.from(data, 'base64'));
    return new Date(validTo) < now ? new Date(validTo).toISOString().slice(0, 10) : undefined;
  }

  /** The credential plugin that has not answered yet, if one runs. */
  get runningPlugin(): string | undefined {
    return this.#asking === undefined ? undefined : this.#context.user.exec?.command;
  }

  /** Ends the connections: at once, or when the answers under way are there. */
  async end(how: 'now' | 'gracefully'): Promise<void> {
    const pools = this.#connected === undefined ? [] : [this.#connected.requests, this.#connected.streams];
    await Promise.all(pools.map((pool) => (how === 'now' ? pool.destroy() : pool.close())));
  }

  async #connect(): Promise<Pools> {
    const { options } = await this.authorize();
    if (!this.#context.cluster['proxy-url']) return makePools(options);
    const request = new RequestContext(this.server, HttpMethod.GET);
    await (await this.#kubeConfig()).applySecurityAuthentication(request);
    const proxied = request.getDispatcher();
    return proxied === undefined ? makePools(options) : { requests: proxied, streams: proxied };
  }

  async #ask(): Promise<Authorization> {
    const { user, cluster } = this.#context;
    const config = await this.#kubeConfig();
    const made: RequestOptions = {};
    await config.applyToHTTPSOptions(made).catch((error: unknown) => {
      throw this.#loginError(error);
    });
    const { headers, auth, agent, ...options } = made;
    return {
      headers: {
        ...toHeaders(headers),
        ...(auth ? { Authorization: `Basic ${Buffer.from(auth).toString('base64')}` } : {}),
        ...(user['as-groups']?.length ? { 'Impersonate-Group': user['as-groups'] } : {}),
        ...(user['as-uid'] ? { 'Impersonate-Uid': user['as-uid'] } : {}),
      },
      options: { ...options, ...(cluster['proxy-url'] ? { agent } : {}) },
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
    const { cluster, user, file } = this.#context;
    if (!user.exec) return toClientNode(cluster, user, file);
    const exec = await preparePlugin(user.exec, cluster, file, await loginPath());
    return toClientNode(cluster, { ...user, exec }, file);
  }

  #loginError(error: unknown): AppError {
    const { user, file, context } = this.#context;
    if (user.exec) return pluginError(user.exec, error);
    const message = `The credentials of context ${context} in ${file} could not be made: ${toAppError(error).message}`;
    return new AppError('unauthorized', message, { subject: file, cause: error });
  }
}

/** client-node writes an object of texts; its type allows Node's other forms too. */
function toHeaders(headers: RequestOptions['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
