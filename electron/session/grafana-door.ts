// The door to this cluster's Grafana: a gateway where ODIN has the key of it, else its own login page.
import { AppError } from '../../shared/errors.ts';
import {
  createGateway,
  dashboardPath,
  type Gateway,
  type GatewayOptions,
  type LinkOptions,
} from '../gateway/gateway.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { GRAFANA_GATEWAY } from '../stack/components/rows/grafana-secrets.ts';
import { readSecret } from './read-secret.ts';

const { name, privateKey } = GRAFANA_GATEWAY;

/** What the door needs. */
export interface GrafanaDoorOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  /** Opens connections to Grafana. */
  readonly open: GatewayOptions['open'];
}

/** The way into one cluster's Grafana. The private key is read when somebody wants in, and leaves this process nowhere. */
export class GrafanaDoor {
  readonly #options: GrafanaDoorOptions;
  #gateway: Gateway | undefined;
  #key: string | undefined;

  constructor(options: GrafanaDoorOptions) {
    this.#options = options;
  }

  /** Who answers on the local address; undefined where Grafana does so itself. */
  get gatekeeper(): Gateway | undefined {
    return this.#gateway;
  }

  /**
   * Looks which key Grafana has now. While that stays the same, so do the cookies that were given out.
   *
   * Throws `AppError` `invalid` where the Secret is not as ODIN makes it, and what the client throws.
   */
  async unlock(signal: AbortSignal): Promise<void> {
    const key = await this.#readKey(signal);
    if (key === this.#key) return;
    const gateway = key === undefined ? undefined : await this.#gatewayOf(key);
    this.dispose();
    this.#key = key;
    this.#gateway = gateway;
  }

  /** What a browser has to open: a one-time link, or just `url`; with the dashboard that is asked for. */
  addressOf(url: string, options: LinkOptions = {}): string {
    return this.#gateway?.link(url, options) ?? `${url}${dashboardPath(options.dashboard)}`;
  }

  /** Ends the gateway; nobody is let in any more by what it gave out. */
  dispose(): void {
    this.#gateway?.dispose();
    this.#gateway = undefined;
    this.#key = undefined;
  }

  /** Undefined where there is none (not ODIN's Grafana, or an older one), or where it is not for this person to read. */
  async #readKey(signal: AbortSignal): Promise<string | undefined> {
    const { client, namespace } = this.#options;
    try {
      return (await readSecret(client, { namespace, name }, [privateKey], signal))?.[privateKey];
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) return undefined;
      throw error;
    }
  }

  async #gatewayOf(key: string): Promise<Gateway> {
    const { namespace, open } = this.#options;
    try {
      return await createGateway({ open, privateKey: key });
    } catch {
      // Without the cause: nothing that was made of the key may end in a log.
      const subject = `Secret/${namespace}/${name}`;
      throw new AppError('invalid', `${subject} has no P-256 key in ${privateKey}: delete it and install again.`, {
        subject,
      });
    }
  }
}
