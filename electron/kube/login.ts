// Proves who we are to one server, and holds the connections to it, until the kubeconfig is read anew.
import { X509Certificate } from 'node:crypto';
import type { buildConnector } from 'undici';
import { AppError } from '../../shared/errors.ts';
import { isForwarding, makeConnector, type Route, type ServerTls } from './connector.ts';
import { type Credentials, credentialsOf, type Proof } from './credentials.ts';
import { defined } from './defined.ts';
import { proxyHeaders } from './dial-through.ts';
import type { PluginOptions } from './exec-plugin.ts';
import { makePools, type Pools } from './pools.ts';
import { type ProxyServer, proxyOf, unheededProxy } from './proxy-of.ts';
import { isOutdated, type ResolvedContext } from './read-context.ts';
import { trustedRoots } from './trusted-roots.ts';

/** The way to the server as whom we are now. */
export interface Passage {
  /** What every request carries. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly pools: Pools;
  /** Opens the connections of WebSockets. */
  readonly connector: buildConnector.connector;
  /** What stands before a request's path: where a proxy is handed requests whole, the server's address. */
  readonly pathPrefix: string;
}

interface Line {
  readonly proof: Proof;
  readonly pools: Pools;
  readonly connector: buildConnector.connector;
}

/** The login to one server with one reading of a kubeconfig context; read anew, it is another. */
export class Login {
  readonly #context: ResolvedContext;
  readonly #options: PluginOptions;
  readonly #credentials: Credentials;
  readonly #lines = new Set<Line>();
  #line: Line | undefined;
  #roots: readonly string[] | undefined;
  #advice: string | undefined;
  #hasEnded = false;

  constructor(context: ResolvedContext, options: PluginOptions) {
    this.#context = context;
    this.#options = options;
    this.#credentials = credentialsOf(context, options);
  }

  /** The API server's address, without a slash at its end. */
  get server(): string {
    return this.#context.cluster.server;
  }

  /** Whether the kubeconfig has changed since it was read. */
  get isOutdated(): boolean {
    return isOutdated(this.#context);
  }

  /** What to add when the server is not reached. */
  get advice(): string | undefined {
    return this.#advice;
  }

  /** Whether what `enter` waits for may be a person, who has no time limit. */
  get isPatient(): boolean {
    return this.#credentials.isPatient;
  }

  /** A plugin that is running already is waited for, not started twice. Throws what credentials and `proxyOf` throw. */
  async enter(): Promise<Passage> {
    const environment = await this.#options.environment();
    const proxy = this.#findProxy(environment);
    const proof = await this.#credentials.get();
    const route = { server: new URL(this.server), proxy };
    const line = this.#lineFor(proof, proxy, environment);
    const forwards = isForwarding(route);
    return {
      headers: {
        ...this.#impersonation(),
        ...(proof.authorization === undefined ? {} : { Authorization: proof.authorization }),
        ...(forwards && proxy !== undefined ? proxyHeaders(proxy) : {}),
      },
      pools: line.pools,
      connector: line.connector,
      pathPrefix: forwards ? route.server.origin : '',
    };
  }

  /** The last day of the client certificate, if that is over: the server only says 401 then. */
  expiredOn(now: Date = new Date()): string | undefined {
    const data = this.#context.user['client-certificate-data'];
    if (!data) return undefined;
    const { validTo } = new X509Certificate(Buffer.from(data, 'base64'));
    return new Date(validTo) < now ? new Date(validTo).toISOString().slice(0, 10) : undefined;
  }

  /** Ends the connections and the plugin: at once, or when the answers under way are there. */
  async end(how: 'now' | 'gracefully'): Promise<void> {
    this.#hasEnded = how === 'now';
    const ending = [...this.#lines].map(({ pools }) => endPools(pools, how));
    await Promise.all([this.#credentials.end(how), ...ending]);
  }

  /** Another certificate is shown on other connections: those of the last one end when they are not needed any more. */
  #lineFor(proof: Proof, proxy: ProxyServer | undefined, environment: NodeJS.ProcessEnv): Line {
    const before = this.#line;
    if (before !== undefined && before.proof.cert === proof.cert && before.proof.key === proof.key) return before;
    const { cluster } = this.#context;
    const tls: ServerTls = {
      rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
      roots: () => {
        this.#roots ??= trustedRoots({ platform: this.#options.platform, environment });
        return this.#roots;
      },
      ...defined({
        ca: authorityOf(this.#context),
        servername: cluster['tls-server-name'] || undefined,
        cert: proof.cert,
        key: proof.key,
      }),
    };
    const route: Route = { server: new URL(this.server), tls, proxy };
    const line = { proof, pools: makePools(route), connector: makeConnector(route) };
    this.#line = line;
    this.#lines.add(line);
    if (this.#hasEnded) void endPools(line.pools, 'now');
    if (before !== undefined) void endPools(before.pools, 'gracefully').finally(() => this.#lines.delete(before));
    return line;
  }

  #findProxy(environment: NodeJS.ProcessEnv): ProxyServer | undefined {
    const server = new URL(this.server);
    const proxy = proxyOf(server, this.#context.cluster['proxy-url'], environment);
    if (proxy === undefined) this.#advice = unheededProxy(server, environment);
    return proxy;
  }

  #impersonation(): Record<string, string | string[]> {
    const { user } = this.#context;
    return {
      ...(user.as ? { 'Impersonate-User': user.as } : {}),
      ...(user['as-groups']?.length ? { 'Impersonate-Group': user['as-groups'] } : {}),
      ...(user['as-uid'] ? { 'Impersonate-Uid': user['as-uid'] } : {}),
    };
  }
}

/** Node takes what is no certificate for no authority at all, and says that nobody vouches for the server. */
function authorityOf({ cluster, file }: ResolvedContext): Buffer | undefined {
  const data = cluster['certificate-authority-data'];
  if (!data) return undefined;
  const bytes = Buffer.from(data, 'base64');
  if (bytes.includes('-----BEGIN CERTIFICATE-----')) return bytes;
  const message = `The certificate authority of ${cluster.server} in ${file} is no certificate in PEM: get a new kubeconfig of the cluster.`;
  throw new AppError('badInput', message, { subject: file });
}

async function endPools({ requests, streams }: Pools, how: 'now' | 'gracefully'): Promise<void> {
  await Promise.all([requests, streams].map((pool) => (how === 'now' ? pool.destroy() : pool.close())));
}
