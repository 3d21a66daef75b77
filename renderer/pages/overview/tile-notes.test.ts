import { expect, it } from 'vitest';
import type { Tile } from '../../../shared/model/usage.ts';
import { noteOnce } from './tile-notes.ts';

const tile = (name: Tile['name'], note?: string): Tile => ({
  name,
  unit: 'ratio',
  value: null,
  points: [],
  ...(note === undefined ? {} : { note }),
});

it('says each note once, at the first tile that has it', () => {
  const tiles = [tile('gpu', 'asleep'), tile('gpuMemory', 'asleep'), tile('cpu'), tile('diskFree', 'not exported')];
  expect(noteOnce(tiles).map(({ name, note }) => [name, note])).toEqual([
    ['gpu', 'asleep'],
    ['gpuMemory', undefined],
    ['cpu', undefined],
    ['diskFree', 'not exported'],
  ]);
});
