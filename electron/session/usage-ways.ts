// The two who can tell numbers of one cluster: its Prometheus, and its metrics API.
import { AppError } from '../../shared/errors.ts';
import type { Overview } from '../../shared/model/overview.ts';
import { type PodAmounts, readPodMetrics } from '../cluster/pod-metrics.ts';
import type { KubeClient } from '../kube/client.ts';
import type { PrometheusClient } from '../metrics/prometheus.ts';
import type { StackForwards } from './stack-forwards.ts';
import type { Way } from './usage-sources.ts';

/** A little less than whoever asks waits, so that it is told why the way is not ready. */
const PATIENCE_MS = 3_500;

const NO_CONTAINERS = 'Prometheus has no series of containers: it does not scrape the kubelets, or has only begun to.';
const NO_METRICS_API = 'This cluster has no metrics API: metrics-server is not installed.';

/** What the ways need. */
export interface UsageWaysOptions {
  readonly client: KubeClient;
  /** The stack's, which is asked where not all may be read. */
  readonly namespace: string;
  readonly forwards: Pick<StackForwards, 'prometheus'>;
  /** What is known of the cluster. Throws `AppError` where it does not answer. */
  readonly overview: (signal: AbortSignal) => Promise<Overview>;
  /** Whether the settings name a Prometheus instead of the stack's own. */
  readonly hasOtherPrometheus: (signal: AbortSignal) => Promise<boolean>;
}

/** Asks nobody before a way is gone. */
export class UsageWays {
  readonly #options: UsageWaysOptions;

  constructor(options: UsageWaysOptions) {
    this.#options = options;
  }

  /**
   * Prometheus is not asked where it is known that there is none: a connection to it would be waited for. `read` gives undefined where
   * it has no series of containers. Throws where the cluster does not answer.
   */
  async prometheus<T>(
    read: (client: PrometheusClient, signal: AbortSignal) => Promise<T | undefined>,
    signal: AbortSignal,
  ): Promise<Way<'prometheus', T>> {
    const { forwards, overview, hasOtherPrometheus } = this.#options;
    const [{ services }, isElsewhere] = await Promise.all([overview(signal), hasOtherPrometheus(signal)]);
    const own = services.find(({ name, health }) => name === 'prometheus' && health.state !== 'NotFound');
    return {
      name: 'prometheus',
      title: 'Prometheus',
      ask: async (until) => {
        if (!isElsewhere && own === undefined) throw new AppError('notFound', 'Prometheus is not installed here.');
        if (!isElsewhere && own?.readyEndpoints === 0) throw new AppError('unavailable', 'Prometheus is not ready.');
        const told = await read(await forwards.prometheus(until, PATIENCE_MS), until);
        if (told === undefined) throw new AppError('unsupported', NO_CONTAINERS);
        return told;
      },
    };
  }

  /** The metrics API's pods, and what is made of them. */
  metricsApi<T>(make: (pods: readonly PodAmounts[]) => T): Way<'metricsApi', T> {
    const { client, namespace } = this.#options;
    return {
      name: 'metricsApi',
      title: 'The metrics API',
      ask: async (until) => {
        const pods = await readPodMetrics(client, namespace, until);
        if (pods === undefined) throw new AppError('unsupported', NO_METRICS_API);
        return make(pods);
      },
    };
  }
}
