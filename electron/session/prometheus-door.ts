// The door to this cluster's Prometheus, which asks nobody for a password: its gateway alone says who may ask it.
import type { ForwardHandle } from '../cluster/forward.ts';
import { secured } from '../cluster/secured.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import type { Door } from './door.ts';

/** The way into one cluster's Prometheus: in TLS and with the login that the settings have for it. */
export class PrometheusDoor implements Door {
  readonly #handle: () => ForwardHandle;
  readonly #ended = new AbortController();
  #gateway: Gateway | undefined;

  constructor(handle: () => ForwardHandle) {
    this.#handle = handle;
  }

  get gateway(): Gateway | undefined {
    return this.#gateway;
  }

  async unlock(): Promise<void> {
    if (this.#gateway !== undefined) return;
    const gateway = await createGateway({
      target: 'prometheus',
      open: async (signal) => secured(await this.#handle().open(signal), this.#handle().access()),
      headers: async () => this.#handle().access().headers,
      basePath: () => this.#handle().access().basePath,
      admitsPrograms: true,
    });
    // Two who want in at once get one, and who comes too late none.
    if (this.#gateway === undefined && !this.#ended.signal.aborted) this.#gateway = gateway;
  }

  dispose(): void {
    this.#ended.abort();
    this.#gateway?.dispose();
    this.#gateway = undefined;
  }
}
