// The states of the GPUs of one cluster, as far as their gate tells: asked through the tunnels of charts, for a short time, and nothing
// where nobody answers. Whether a GPU sleeps is no reason to wait, nor to fail.
import { GATED_EXPORTER } from '../../shared/model/gpu-exporters/gate.ts';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import type { Overview } from '../../shared/model/overview.ts';
import { Deadline } from '../kube/deadline.ts';
import { readGpuStates } from '../metrics/gpu-states.ts';
import type { StackForwards } from './stack-forwards.ts';

const PATIENCE_MS = 2_000;

/** What a sight needs. `onChange` is called after each look. */
export interface GpuSightOptions {
  readonly forwards: Pick<StackForwards, 'prometheus'>;
  readonly onChange: () => void;
}

/** Asks nothing before the first `look`. */
export class GpuSight {
  readonly #options: GpuSightOptions;
  #states: readonly GpuState[] = [];

  constructor(options: GpuSightOptions) {
    this.#options = options;
  }

  /** What the last look told; empty where there is no gate, and where nobody could be asked. */
  get current(): readonly GpuState[] {
    return this.#states;
  }

  /** Asks for two seconds at most, and only where there are an exporter and a Prometheus to ask. Never throws. */
  async look(overview: Overview, hasOtherPrometheus: boolean, signal: AbortSignal): Promise<readonly GpuState[]> {
    this.#states = canTell(overview, hasOtherPrometheus) ? await this.#read(signal) : [];
    if (!signal.aborted) this.#options.onChange();
    return this.#states;
  }

  /** Nobody can be asked for now: what was known is no longer told as what is. */
  forget(): void {
    this.#states = [];
  }

  async #read(signal: AbortSignal): Promise<readonly GpuState[]> {
    const deadline = new Deadline(PATIENCE_MS, signal);
    try {
      const client = await this.#options.forwards.prometheus(deadline.signal, PATIENCE_MS);
      return await readGpuStates(client, deadline.signal);
    } catch {
      // Charts and alerts ask the same Prometheus, and say why it does not answer.
      return [];
    } finally {
      deadline.dispose();
    }
  }
}

/** Another exporter than the one with a gate keeps its GPUs awake. */
function canTell({ services }: Overview, hasOtherPrometheus: boolean): boolean {
  const isReady = (name: string) => services.some((row) => row.name === name && row.readyEndpoints > 0);
  return isReady(GATED_EXPORTER) && (hasOtherPrometheus || isReady('prometheus'));
}
