// The names of the layers of a stack, and what they come to together.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GpuHolder } from '../../../shared/model/gpu-holder.ts';
import { layersOf, togetherOf } from './holders.ts';

const holder = (
  kind: GpuHolder['kind'],
  name: string,
  namespace?: string,
  held: (number | null)[] = [],
): GpuHolder => ({
  kind,
  name,
  ...(namespace === undefined ? {} : { namespace }),
  count: kind === 'others' ? 3 : 1,
  points: held.map((bytes, index) => [index * 15, bytes]),
});

test('a namespace is said where a name alone does not tell', () => {
  const holders = [
    holder('pod', 'train-0', 'ml'),
    holder('pod', 'ollama', 'chat'),
    holder('process', 'ollama'),
    holder('others', ''),
  ];
  expect(layersOf(holders).map(({ label }) => label)).toEqual(['train-0', 'chat/ollama', 'ollama', '3 others']);
});

test('no two layers are the same to a chart, nor look alike', () => {
  const name = fc.stringMatching(/^[ab/]{0,3}$/);
  const any = fc.record({ kind: fc.constantFrom('pod', 'process'), name, namespace: name });
  const distinct = fc.uniqueArray(any, {
    maxLength: 8,
    selector: (one) => JSON.stringify([one.kind, one.name, one.kind === 'pod' ? one.namespace : '']),
  });
  fc.assert(
    fc.property(distinct, (told) => {
      const holders = told.map((one) => holder(one.kind, one.name, one.kind === 'pod' ? one.namespace : undefined));
      const layers = layersOf([...holders, holder('others', '')]);
      expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length);
      expect(new Set(layers.map(({ fill }) => fill)).size).toBe(layers.length);
    }),
  );
});

test('together is the sum, and a gap where nobody was asked', () => {
  const holders = [holder('process', 'a', undefined, [1, 0, null]), holder('process', 'b', undefined, [2, 0, null])];
  expect(togetherOf(holders).points).toEqual([
    [0, 3],
    [15, 0],
    [30, null],
  ]);
  expect(togetherOf([]).points).toEqual([]);
});
