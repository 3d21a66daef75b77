import { expect, test } from 'vitest';
import { seenRows, treeMove } from './tree-rows.ts';

const BRANCHES = [
  { key: 'loki', leaves: ['loki/data', 'loki/service'], isOpen: true },
  { key: 'grafana', leaves: ['grafana/data'], isOpen: false },
];
const move = (pressed: string, active?: string) => treeMove(pressed, active, BRANCHES);

test('leaves of a closed branch are not seen', () => {
  expect(seenRows(BRANCHES)).toEqual(['loki', 'loki/data', 'loki/service', 'grafana']);
});

test('up and down walk what is seen, to its ends', () => {
  expect(move('ArrowDown')).toEqual({ to: 'loki' });
  expect(move('ArrowDown', 'loki/service')).toEqual({ to: 'grafana' });
  expect(move('ArrowDown', 'grafana')).toEqual({ to: 'grafana' });
  expect(move('ArrowUp', 'loki')).toEqual({ to: 'loki' });
  expect(move('End', 'loki')).toEqual({ to: 'grafana' });
  expect(move('Home', 'grafana')).toEqual({ to: 'loki' });
});

test('right opens and goes in, left goes out and closes', () => {
  expect(move('ArrowRight', 'grafana')).toEqual({ toggle: 'grafana' });
  expect(move('ArrowRight', 'loki')).toEqual({ to: 'loki/data' });
  expect(move('ArrowRight', 'loki/data')).toBeUndefined();
  expect(move('ArrowLeft', 'loki/service')).toEqual({ to: 'loki' });
  expect(move('ArrowLeft', 'loki')).toEqual({ toggle: 'loki' });
  expect(move('ArrowLeft', 'grafana')).toBeUndefined();
});

test('Enter and Space fold a branch, and are nobody’s on a leaf', () => {
  expect(move('Enter', 'loki')).toEqual({ toggle: 'loki' });
  expect(move(' ', 'grafana')).toEqual({ toggle: 'grafana' });
  expect(move('Enter', 'loki/data')).toBeUndefined();
  expect(move('x', 'loki')).toBeUndefined();
});
