// The use of a part: the sum over its pods.
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Usage } from '../../shared/model/usage.ts';

type PodUsage = Usage['pods'][number];

/** Cores as a number, bytes; absent where there is no number of any of its pods. */
export interface PartUsage {
  readonly cpuCores?: number | undefined;
  readonly memoryBytes?: number | undefined;
  /** Of GPUs. Where processes are told, a pod that has none on a GPU has no number either. */
  readonly gpuMemoryBytes?: number | undefined;
}

/** The numbers by pod, to be asked for many parts. */
export function usageByPod(usage: Usage | undefined): ReadonlyMap<string, PodUsage> {
  return new Map((usage?.pods ?? []).map((pod) => [keyOf(pod), pod]));
}

/** @param byPod as of `usageByPod` */
export function usageOfPart(pods: readonly ObjectRef[], byPod: ReadonlyMap<string, PodUsage>): PartUsage {
  const told = pods.flatMap((pod) => byPod.get(keyOf(pod)) ?? []);
  return {
    cpuCores: sumOf(told.map(({ cpuCores }) => cpuCores)),
    memoryBytes: sumOf(told.map(({ memoryBytes }) => memoryBytes)),
    gpuMemoryBytes: sumOf(told.map(({ gpuMemoryBytes }) => gpuMemoryBytes)),
  };
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

function keyOf({ namespace = '', name }: Pick<ObjectRef, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
