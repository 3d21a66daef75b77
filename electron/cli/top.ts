// `odin top`: what pods and volumes use now.
import { AppError } from '../../shared/errors.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { Usage } from '../../shared/model/usage.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import type { Block } from './table.ts';
import { type Span, toned } from './tone.ts';

export interface TopOptions {
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
}

export async function runTop(
  invocation: Invocation,
  { namespace = STACK_NAMESPACE, allNamespaces = false }: TopOptions,
): Promise<number> {
  const { console, signal } = invocation;
  const usage = await withSession(invocation, async (session) => {
    // A cluster that refuses, or does not answer, says so itself.
    await session.watch.first(signal);
    return session.usage.now(signal);
  });
  if (usage.source === 'none') throw new AppError('unavailable', usage.reason ?? 'Nobody tells what pods use.');
  const isShown = (one: { readonly namespace: string }) => allNamespaces || one.namespace === namespace;
  const shown = { ...usage, pods: usage.pods.filter(isShown), volumes: usage.volumes.filter(isShown) };
  console.result(shown, usageText(shown, allNamespaces));
  return EXIT.ok;
}

/** Pods by what they use of the processor, then volumes by how full they are. */
export function usageText({ pods, volumes }: Pick<Usage, 'pods' | 'volumes'>, isEverywhere: boolean): Block[] {
  const named = (namespace: string, name: string) => (isEverywhere ? `${namespace}/${name}` : name);
  const hasGpus = pods.some(({ gpuMemoryBytes }) => gpuMemoryBytes !== undefined);
  const podRows = pods
    .toSorted((a, b) => (b.cpuCores ?? 0) - (a.cpuCores ?? 0) || a.name.localeCompare(b.name))
    .map(({ namespace, name, cpuCores, memoryBytes, gpuMemoryBytes }) => [
      named(namespace, name),
      cpuCores === undefined ? '-' : `${Math.round(cpuCores * 1000)}m`,
      mebibytes(memoryBytes),
      ...(hasGpus ? [mebibytes(gpuMemoryBytes)] : []),
    ]);
  const volumeRows = volumes
    .toSorted((a, b) => fullness(b) - fullness(a))
    .map((volume) => [
      named(volume.namespace, volume.claim),
      `${mebibytes(volume.usedBytes)} of ${mebibytes(volume.capacityBytes)}`,
      fullnessSpan(fullness(volume)),
    ]);
  return [
    podRows.length === 0
      ? 'No pod is measured here.'
      : { heading: ['POD', 'CPU', 'MEMORY', ...(hasGpus ? ['GPU MEMORY'] : [])], rows: podRows },
    ...(volumeRows.length === 0 ? [] : ['', { heading: ['VOLUME', 'USED', 'FULL'], rows: volumeRows }]),
  ];
}

function fullness({ usedBytes, capacityBytes }: Usage['volumes'][number]): number {
  return capacityBytes > 0 ? usedBytes / capacityBytes : 0;
}

/** As the alerts have it: below 15 % free somebody should look, below 5 % it is about to fail. */
function fullnessSpan(ratio: number): Span {
  const text = `${Math.round(ratio * 100)} %`;
  if (ratio < 0.85) return text;
  return toned(ratio < 0.95 ? 'warn' : 'bad', text);
}

function mebibytes(bytes: number | undefined): string {
  return bytes === undefined ? '-' : `${Math.round(bytes / 2 ** 20)} MiB`;
}
