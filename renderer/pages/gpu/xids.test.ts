import { expect, it } from 'vitest';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { Series } from '../../../shared/model/metrics.ts';
import { xidLines, xidsAt, xidsOf } from './xids.ts';

const data = { startSeconds: 0, endSeconds: 3_600, stepSeconds: 15 };
const series: readonly Series[] = ['a', 'b'].map((id) => ({ id, label: id, points: [] }));
const one = (gpu: string, xid: number, atSeconds: number): GpuXid => ({ gpu, xid, atSeconds });
const GPUS = [{ id: 'a', label: 'RTX' }];

it('a chart has those of its GPUs and its time', () => {
  const all = [one('a', 79, 100), one('c', 79, 100), one('b', 13, 4_000), one('b', 13, -1)];
  expect(xidsOf(all, series, data)).toEqual([all[0]]);
});

it('the cursor reads what is close to it, each number once', () => {
  const all = [one('a', 79, 100), one('a', 79, 110), one('b', 4_242, 120), one('b', 13, 400)];
  expect(xidsAt(all, series, data, 105)).toEqual([['XID 79: the GPU has fallen off the bus'], ['XID 4242']]);
  expect(xidsAt(all, series, data, 2_000)).toEqual([[], []]);
  const many = Array.from({ length: 50 }, (_, index) => one('a', index + 1, 100));
  expect(xidsAt(many, series, data, 100)[0]).toHaveLength(4);
});

it('the lines say how often and when, the gravest first', () => {
  const all = [one('a', 79, 100), ...[200, 900, 500].map((at) => one('a', 31, at)), one('a', 4_242, 1_000)];
  const sentences = xidLines(all, GPUS, data).map(({ sentence }) => sentence);
  // With the day, or without it: in some zones midnight was within the hour.
  expect(sentences.map((sentence) => sentence.replaceAll(/at (\w+ \d+, \d+, )?\d+:\d\d(\s[AP]M)?/g, 'at …'))).toEqual([
    'XID 79 at …: the GPU has fallen off the bus',
    'XID 4242 at …',
    'XID 31, 3 times, last at …: a program touched memory of the GPU that is not its own',
  ]);
});

it('of several GPUs each line names its own, and what is not here has none', () => {
  const gpus = [...GPUS, { id: 'b', label: 'H200 #1' }];
  const [first, ...rest] = xidLines([one('b', 94, 100), one('x', 79, 100), one('a', 43, 9_999)], gpus, data);
  expect(first?.sentence).toMatch(/^H200 #1: XID 94 at /);
  expect(rest).toEqual([]);
});
