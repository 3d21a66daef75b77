// The past of logs in one cluster: asked of the stack's Loki, without a port of this machine, for Loki asks for no password.
import { AppError } from '../../shared/errors.ts';
import type { LogPage, LogPastRequest } from '../../shared/model/log-past.ts';
import type { Overview } from '../../shared/model/overview.ts';
import { tunnelsTo } from '../cluster/service-tunnel.ts';
import { tunnelPool } from '../cluster/tunnel-pool.ts';
import type { KubeClient } from '../kube/client.ts';
import { filterOf, selectorOf } from '../loki/logql.ts';
import { LokiClient } from '../loki/loki.ts';

const PORT = 3100;

/** What it needs. */
export interface LogPastOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  /** What is known of the cluster. */
  readonly overview: (signal: AbortSignal) => Promise<Overview>;
}

/** Connects when it is asked first. */
export class LogPast {
  readonly #options: LogPastOptions;
  readonly #ended = new AbortController();
  #loki: LokiClient | undefined;

  constructor(options: LogPastOptions) {
    this.#options = options;
  }

  /** Whether there is a Loki of the stack. */
  async isKept(signal: AbortSignal): Promise<boolean> {
    const { services } = await this.#options.overview(signal);
    return services.some(({ name, health }) => name === 'loki' && health.state !== 'NotFound');
  }

  /** A page of lines. Throws as {@link LokiClient}, {@link selectorOf} and {@link filterOf} do, and `unsupported` where there is no Loki. */
  async page({ source, container, sought, ...range }: LogPastRequest, signal: AbortSignal): Promise<LogPage> {
    const { namespace, parts } = await this.#options.overview(signal);
    if (!(await this.isKept(signal))) {
      throw new AppError('unsupported', 'There is no Loki of the stack in this cluster, which would keep logs.');
    }
    const selector = selectorOf(source, container, { namespace, workloads: parts.map(({ object }) => object) });
    return this.#client().lines(`${selector}${filterOf(sought)}`, range, signal);
  }

  /** Ends the connections. */
  async dispose(): Promise<void> {
    this.#ended.abort();
    await this.#loki?.close();
  }

  #client(): LokiClient {
    const { client, namespace } = this.#options;
    if (this.#loki === undefined) {
      const { signal } = this.#ended;
      const open = tunnelsTo(client, async () => ({ namespace, name: 'loki', port: PORT }), signal);
      this.#loki = new LokiClient(`loki.${namespace}:${PORT}`, tunnelPool(open, signal));
    }
    return this.#loki;
  }
}
