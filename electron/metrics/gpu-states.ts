// The state of each GPU now, by the gate before its exporter: awake, left alone so that it can fall asleep, asleep.
import { isAsleepStatus, isDate } from '../../shared/model/gpu-exporters/gate.ts';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import type { QueryResult } from './answers.ts';
import { findGateGpus, type GateGpu, gateKeyOf, gateLabelOf } from './gate.ts';
import type { PrometheusClient } from './prometheus.ts';

const SERIES = ['runtime_status', 'asked', 'state_since_timestamp_seconds', 'sleeps'] as const;

/** PromQL of all that tells it, in one question. */
export const STATES_PROMQL = `{__name__=~"${SERIES.map((name) => `odin_gpu_${name}`).join('|')}"}`;

/** As old as a sample of an instant query may be. */
const LOOKBACK_SECONDS = 300;

/**
 * The GPUs that have a gate, in the order of their nodes and numbers; empty where there is none, or where it was not scraped lately.
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readGpuStates(client: PrometheusClient, signal: AbortSignal): Promise<GpuState[]> {
  const [gpus, states] = await Promise.all([
    findGateGpus(client, LOOKBACK_SECONDS, signal),
    client.query(STATES_PROMQL, signal),
  ]);
  return gpuStatesOf(gpus, states);
}

/** The states of these GPUs in an answer to all of the gate's series. Pure. */
export function gpuStatesOf(gpus: readonly GateGpu[], states: QueryResult): GpuState[] {
  const series = states.resultType === 'vector' ? states.result : [];
  return gpus.flatMap((gpu) => {
    const own = series.filter(({ metric }) => gateKeyOf(metric) === gpu.key);
    const numberOf = (name: (typeof SERIES)[number]) => {
      const found = own.find(({ metric }) => metric.__name__ === `odin_gpu_${name}`)?.value?.[1];
      return found === undefined ? Number.NaN : Number(found);
    };
    const statuses = own.flatMap(({ metric, value }) =>
      metric.__name__ === 'odin_gpu_runtime_status' && Number(value?.[1]) > 0 ? [metric.state ?? ''] : [],
    );
    const asked = numberOf('asked');
    if (statuses.length === 0 && Number.isNaN(asked)) return [];
    const since = numberOf('state_since_timestamp_seconds');
    const sleeps = numberOf('sleeps') !== 0;
    const state = stateOf(statuses, asked);
    return {
      id: gpu.id,
      label: gateLabelOf(gpu, gpus),
      state,
      ...(isDate(since) ? { sinceSeconds: since } : {}),
      evidence: evidenceOf(gpu, { state, statuses, sleeps }),
      sleeps,
    };
  });
}

/** Two statuses at once are one that has just changed: it sleeps where all of them say so. */
function stateOf(statuses: readonly string[], asked: number): GpuState['state'] {
  if (statuses.length > 0 && statuses.every(isAsleepStatus)) return 'asleep';
  if (asked === 0) return 'leftAlone';
  return statuses.some((status) => status === 'active' || status === 'resuming') ? 'awake' : 'unknown';
}

interface Facts {
  readonly state: GpuState['state'];
  readonly statuses: readonly string[];
  readonly sleeps: boolean;
}

function evidenceOf({ pci }: GateGpu, { state, statuses, sleeps }: Facts): string {
  const [status = 'unknown'] = statuses;
  const read =
    status === 'unknown' ? `runtime_status of ${pci} cannot be read` : `runtime_status of ${pci} is ${status}`;
  if (state === 'leftAlone') return `${read}; it is idle, and is not asked`;
  return state === 'awake' && !sleeps ? `${read}; it is not known to fall asleep` : read;
}
