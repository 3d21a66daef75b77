// The door to this cluster's Grafana: a gateway that logs in where ODIN has Grafana's key, else one to its own login page.
import { AppError } from '../../shared/errors.ts';
import { createSigner } from '../gateway/assertion.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../gateway/gateway.ts';
import { ASSERTION_HEADER } from '../gateway/headers.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { GRAFANA_GATEWAY } from '../stack/components/rows/grafana-secrets.ts';
import type { Door } from './door.ts';
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
export class GrafanaDoor implements Door {
  readonly #options: GrafanaDoorOptions;
  #gateway: Gateway | undefined;
  #key: string | undefined;

  constructor(options: GrafanaDoorOptions) {
    this.#options = options;
  }

  get gateway(): Gateway | undefined {
    return this.#gateway;
  }

  /**
   * Looks which key Grafana has now. While that stays the same, so do the cookies that were given out.
   *
   * Throws `AppError` `invalid` where the Secret is not as ODIN makes it, and what the client throws.
   */
  async unlock(signal: AbortSignal): Promise<void> {
    const key = await this.#readKey(signal);
    if (this.#gateway !== undefined && key === this.#key) return;
    const gateway = await this.#gatewayOf(key);
    this.dispose();
    this.#key = key;
    this.#gateway = gateway;
  }

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

  async #gatewayOf(key: string | undefined): Promise<Gateway> {
    const { open } = this.#options;
    const sign = key === undefined ? undefined : await this.#signerOf(key);
    const headers = async () => (sign === undefined ? {} : { [ASSERTION_HEADER]: await sign() });
    return createGateway({ target: 'grafana', open, headers });
  }

  async #signerOf(key: string) {
    try {
      return await createSigner(key);
    } catch {
      // Without the cause: nothing that was made of the key may end in a log.
      const subject = `Secret/${this.#options.namespace}/${name}`;
      throw new AppError('invalid', `${subject} has no P-256 key in ${privateKey}: delete it and install again.`, {
        subject,
      });
    }
  }
}
