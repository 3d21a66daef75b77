// Those who can be asked for alerts in this cluster: what of Alertmanager and Prometheus the stack has here.
import type { AlertReport } from '../../shared/model/alert.ts';
import type { Overview } from '../../shared/model/overview.ts';
import { AlertmanagerClient } from '../alerts/alertmanager.ts';
import { type AlertSources, readAlerts } from '../alerts/read-alerts.ts';
import type { ServiceAddress } from '../cluster/ready-pod.ts';
import { tunnelsTo } from '../cluster/service-tunnel.ts';
import { tunnelPool } from '../cluster/tunnel-pool.ts';
import type { KubeClient } from '../kube/client.ts';
import type { StackForwards } from './stack-forwards.ts';

const PORT = 9093;

/** A forward to Prometheus that is not ready soon is not worth waiting for: it is asked again in 15 s. */
const PROMETHEUS_PATIENCE_MS = 4_000;

/** What the sources need. */
export interface AlertPlaceOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  readonly forwards: Pick<StackForwards, 'prometheus'>;
}

/**
 * Alertmanager and Prometheus of one cluster. Alertmanager is reached without a port of this machine: it asks for no
 * password, and lets pages of any origin read it and silence it.
 */
export class AlertPlace {
  readonly #options: AlertPlaceOptions;
  readonly #ended = new AbortController();
  #alertmanager: AlertmanagerClient | undefined;

  constructor(options: AlertPlaceOptions) {
    this.#options = options;
  }

  /**
   * Those that are there by what is known of the cluster; connects to nobody.
   *
   * @param existing the Prometheus that the settings name: it alone knows what fires, and whom it tells is not known
   */
  sourcesIn(overview: Overview, existing?: ServiceAddress): AlertSources {
    const { forwards } = this.#options;
    const prometheus = (signal: AbortSignal) => forwards.prometheus(signal, PROMETHEUS_PATIENCE_MS);
    if (existing !== undefined) {
      const name = `${existing.namespace}/${existing.name}`;
      return { prometheus, note: `This is what Prometheus ${name} says, by rules of its own and without silences.` };
    }
    return {
      ...(isThere(overview, 'alertmanager') ? { alertmanager: this.#alertmanagerClient() } : {}),
      ...(isThere(overview, 'prometheus') ? { prometheus } : {}),
    };
  }

  /** The Alertmanager that is there; connects to nobody. Parameters as for {@link AlertPlace.sourcesIn}. */
  alertmanagerIn(overview: Overview, existing?: ServiceAddress): AlertmanagerClient | undefined {
    return existing === undefined && isThere(overview, 'alertmanager') ? this.#alertmanagerClient() : undefined;
  }

  /** Asks those that are there what fires. Throws `AppError` where nobody answers. */
  read(overview: Overview, existing: ServiceAddress | undefined, signal: AbortSignal): Promise<AlertReport> {
    return readAlerts(this.sourcesIn(overview, existing), signal);
  }

  /** Ends the connections. */
  async dispose(): Promise<void> {
    this.#ended.abort();
    await this.#alertmanager?.close();
  }

  #alertmanagerClient(): AlertmanagerClient {
    const { client, namespace } = this.#options;
    if (this.#alertmanager === undefined) {
      const { signal } = this.#ended;
      const open = tunnelsTo(client, async () => ({ namespace, name: 'alertmanager', port: PORT }), signal);
      this.#alertmanager = new AlertmanagerClient(`alertmanager.${namespace}:${PORT}`, tunnelPool(open, signal));
    }
    return this.#alertmanager;
  }
}

/** Changes when somebody who could be asked comes, goes, or becomes ready. */
export function presenceIn(overview: Overview | null): string {
  const those = overview?.services.filter(({ name }) => name === 'alertmanager' || name === 'prometheus') ?? [];
  return those.map(({ name, health, readyEndpoints }) => `${name} ${health.state} ${readyEndpoints}`).join();
}

function isThere({ services }: Overview, wanted: string): boolean {
  return services.some(({ name, health }) => name === wanted && health.state !== 'NotFound');
}
