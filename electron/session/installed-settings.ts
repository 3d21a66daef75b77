// The settings that one cluster's stack has, with what the rest of a session asks of them again and again.
import type { ExistingPrometheus } from '../../shared/model/settings/existing-prometheus.ts';
import { type ReadSettings, readSettings } from '../stack/settings/read-settings.ts';
import type { ManagedRelease } from './managed-release.ts';

/** For how long they are believed: another program may install too. */
const FRESH_MS = 30_000;

export class InstalledSettings {
  readonly #stack: Pick<ManagedRelease, 'supplied'>;
  #existing: { readonly settings: ExistingPrometheus | undefined; readonly readAt: number } | undefined;
  #generation = 0;

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
   * The Prometheus that they name instead of the stack's own. Asked at each connection, so it is read twice a minute at most.
   * Who may not read records has no settings either.
   */
  async existingPrometheus(signal: AbortSignal): Promise<ExistingPrometheus | undefined> {
    const known = this.#existing;
    if (known !== undefined && performance.now() - known.readAt < FRESH_MS) return known.settings;
    const generation = this.#generation;
    const [found] = await Promise.allSettled([this.read(signal)]);
    if (found.status === 'rejected') return undefined;
    const settings = found.value?.settings.prometheus.existing;
    // What was read before they were forgotten may be of the former revision.
    if (generation === this.#generation) this.#existing = { settings, readAt: performance.now() };
    return settings;
  }

  /** There is a new revision. */
  forget(): void {
    this.#generation += 1;
    this.#existing = undefined;
  }
}
