// The gate's part of a chart's range: its GPUs, how they are now, and when they were not asked.
import type { GpuSleep, GpuState } from '../../shared/model/gpu-state.ts';
import { EXPORTERS } from './exporters.ts';
import { findGateGpus, GATE_SAMPLES, type GateGpu } from './gate.ts';
import { askedPromql, sleepOf, suspendedPromql } from './gpu-sleep.ts';
import { gpuStatesOf, STATES_PROMQL } from './gpu-states.ts';
import { slowestOr } from './interval.ts';
import { intervalOf } from './interval-memory.ts';
import type { Sighting } from './presence.ts';
import type { PrometheusClient } from './prometheus.ts';
import { type Grid, windowsFor } from './sampling.ts';

/** What gates told of in a range. */
export interface Gate {
  readonly gpus: readonly GateGpu[];
  readonly states: readonly GpuState[];
  readonly sleep: readonly GpuSleep[];
  /** Seconds between its samples; undefined where that cannot be told. */
  readonly intervalSeconds: number | undefined;
}

export const NO_GATE: Gate = { gpus: [], states: [], sleep: [], intervalSeconds: undefined };

/** Without GPUs where none had a gate in the range. Throws as {@link PrometheusClient} does. */
export async function readGate(client: PrometheusClient, grid: Grid, signal: AbortSignal): Promise<Gate> {
  const gpus = await findGateGpus(client, grid.endSeconds - grid.startSeconds, signal, grid.endSeconds);
  if (gpus.length === 0) return NO_GATE;
  const [states, intervalSeconds] = await Promise.all([
    client.query(STATES_PROMQL, signal),
    intervalOf(client, GATE_SAMPLES, [], grid, signal),
  ]);
  const windows = windowsFor(grid.stepSeconds, slowestOr([intervalSeconds]));
  const [asked, suspended] = await Promise.all([
    client.queryRange(askedPromql(windows), grid, signal),
    client.queryRange(suspendedPromql(windows), grid, signal),
  ]);
  return {
    gpus,
    states: gpuStatesOf(gpus, states),
    sleep: sleepOf(gpus, { asked, suspended }, grid),
    intervalSeconds,
  };
}

/** The GPUs that a gate knows and no exporter told of in the range, as if one had. */
export function unseenIn({ gpus }: Gate, sightings: readonly Sighting[]): Sighting[] {
  const exporter = EXPORTERS.find(({ watches }) => watches === 'gpu');
  if (exporter === undefined) return [];
  return gpus
    .filter(({ id }) => !sightings.some((sighting) => sighting.exporter.watches === 'gpu' && sighting.id === id))
    .map(({ id, name, pci, index }) => ({
      exporter,
      id,
      name: name === '' ? `GPU ${pci}` : name,
      index: Number(index) || 0,
      driver: undefined,
      job: undefined,
      samples: 0,
    }));
}

/** Those of them that were not asked at times: what they export is not known. Who was asked all along exports nothing. */
export function sleepersIn({ sleep }: Gate, unseen: readonly Sighting[]): ReadonlySet<string> {
  return new Set(unseen.map(({ id }) => id).filter((id) => sleep.some((one) => one.id === id)));
}

/** What charts call the GPUs: where two nodes have one by the same name and number, by their nodes too. */
export function labelsByNode({ gpus }: Gate, labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const all = [...labels.values()];
  return new Map(
    [...labels].map(([id, label]) => {
      const node = gpus.find((gpu) => gpu.id === id)?.node ?? '';
      return [id, all.filter((other) => other === label).length > 1 && node !== '' ? `${label} on ${node}` : label];
    }),
  );
}

/** The states, by the names that the charts give the GPUs. */
export function labelledStates({ states }: Gate, labels: ReadonlyMap<string, string>): GpuState[] {
  return states.map((state) => ({ ...state, label: labels.get(state.id) ?? state.label }));
}
