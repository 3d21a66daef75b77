// Folds the small of many holders of memory into one, so that a stack has few layers and its sums stay.
import type { GpuHolder } from '../../shared/model/gpu-holder.ts';

/**
 * The `most` that held most over the time, highest first, then the others as one, where there are any. The sum at each step is that of all.
 * All have the same steps. Who never held anything is none. Pure.
 */
export function foldHolders(holders: readonly GpuHolder[], most: number): GpuHolder[] {
  const ranked = holders
    .map((holder) => ({ holder, total: sumOf(holder.points.map(([, bytes]) => bytes)) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
    .map(({ holder }) => holder);
  const [kept, rest] = [ranked.slice(0, most), ranked.slice(most)];
  const [first] = rest;
  if (first === undefined) return kept;
  const points = first.points.map(([seconds], index): [number, number | null] => {
    const held = rest.map((holder) => holder.points[index]?.[1] ?? null);
    return [seconds, held.every((bytes) => bytes === null) ? null : sumOf(held)];
  });
  return [...kept, { kind: 'others', name: '', count: rest.length, points }];
}

function sumOf(held: readonly (number | null)[]): number {
  return held.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
}
