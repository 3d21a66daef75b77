// The holders of memory as layers of a chart: their names, and what they hold together. Pure.
import type { GpuHolder } from '../../../shared/model/gpu-holder.ts';
import type { Series } from '../../../shared/model/metrics.ts';
import { gpuText } from '../../text/gpu.ts';
import { layerOf, OTHERS_FILL } from './colours.ts';

/** A layer, the lowest first. */
export interface Layer extends Series {
  readonly fill: string;
  readonly holder: GpuHolder;
}

/** In the order of the holders, which is from the one that held most. */
export function layersOf(holders: readonly GpuHolder[]): Layer[] {
  return holders.map((holder, index) => ({
    id: JSON.stringify([holder.kind, holder.namespace, holder.name]),
    label: nameOf(holder, holders),
    points: holder.points,
    fill: holder.kind === 'others' ? OTHERS_FILL : layerOf('gpu', index),
    holder,
  }));
}

/** What all hold together at each step, as one line; null where nobody was asked. */
export function togetherOf(holders: readonly GpuHolder[]): Series {
  const points = (holders[0]?.points ?? []).map(([seconds], index): [number, number | null] => {
    const held = holders.map((holder) => holder.points[index]?.[1] ?? null);
    const isAsked = held.some((bytes) => bytes !== null);
    return [seconds, isAsked ? held.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0) : null];
  });
  return { id: 'together', label: gpuText.heldTogether, points };
}

/** Pods of the same name, and a program that is called as a pod, are told apart by the pods' namespaces. */
function nameOf({ kind, name, namespace, count }: GpuHolder, holders: readonly GpuHolder[]): string {
  if (kind === 'others') return gpuText.otherHolders(count);
  const isAlone = holders.filter((other) => other.kind !== 'others' && other.name === name).length === 1;
  return isAlone || namespace === undefined ? name : gpuText.holderOf(namespace, name);
}
