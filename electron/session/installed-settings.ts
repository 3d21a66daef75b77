// The settings that one cluster's stack has, with what the rest of a session asks of them again and again.
import type { ServiceAddress } from '../cluster/ready-pod.ts';
import { type ReadSettings, readSettings } from '../stack/settings/read-settings.ts';
import type { ManagedRelease } from './managed-release.ts';

export class InstalledSettings {
  readonly #stack: Pick<ManagedRelease, 'supplied'>;
  /** Those of the newest good revision, null for none; undefined while they are not known. */
  #known: ReadSettings | null | undefined;

  constructor(stack: Pick<ManagedRelease, 'supplied'>) {
    this.#stack = stack;
  }

  /** As they are recorded now; undefined where nothing was chosen. Throws `badInput` for those of a newer ODIN. */
  async read(signal: AbortSignal): Promise<ReadSettings | undefined> {
    const found = await this.#stack.supplied(signal);
    return found === undefined
      ? undefined
      : readSettings(found.supplied, `The settings of revision ${found.revision} of the stack`);
  }

  /**
   * The Prometheus that they name instead of the stack's own. Asked at each connection, so read once until they are forgotten.
   * Who may not read records has no settings either.
   */
  async existingPrometheus(signal: AbortSignal): Promise<ServiceAddress | undefined> {
    if (this.#known === undefined) {
      const settings = this.read(signal).then((found) => found ?? null);
      this.#known = await settings.catch(() => undefined);
    }
    const existing = this.#known?.settings.prometheus.existing;
    return existing && { namespace: existing.namespace, name: existing.service, port: existing.port };
  }

  /** There is a new revision. */
  forget(): void {
    this.#known = undefined;
  }
}
