// Mishaps are said once, and until they were read.
import { expect, it } from 'vitest';
import { Mishaps } from './mishaps.ts';

it('keeps each sentence once, newest first, few, until it is dismissed', () => {
  const told: string[][] = [];
  const mishaps = new Mishaps((list) => told.push(list.map(({ sentence }) => sentence)));
  for (const sentence of ['a', 'b', 'a', 'c', 'd', 'e', 'f']) mishaps.note(sentence);
  expect(told.at(2)).toEqual(['a', 'b']);
  expect(told.at(-1)).toEqual(['f', 'e', 'd', 'c', 'a']);
  expect(new Set(mishaps.list.map(({ id }) => id)).size).toBe(5);
  mishaps.dismiss(mishaps.list[4]?.id ?? '');
  mishaps.dismiss('unknown');
  expect(told.at(-1)).toEqual(['f', 'e', 'd', 'c']);
});
