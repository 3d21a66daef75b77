import { expect, it } from 'vitest';
import { inParallel } from './in-parallel.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('keeps the order of results and the limit', async () => {
  let active = 0;
  let most = 0;
  const results = await inParallel(
    [5, 4, 3, 2, 1],
    async (turns) => {
      active += 1;
      most = Math.max(most, active);
      for (let left = turns; left > 0; left -= 1) await turn();
      active -= 1;
      return turns * 10;
    },
    2,
  );
  expect(results).toEqual([50, 40, 30, 20, 10]);
  expect(most).toBe(2);
});

it('begins nothing after a failure, and waits for what is under way', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = async (index: number): Promise<void> => {
    begun.push(index);
    if (index === 0) throw new Error('first');
    await turn();
    ended.push(index);
  };
  await expect(inParallel([0, 1, 2, 3], work, 2)).rejects.toThrow('first');
  expect(begun).toEqual([0, 1]);
  expect(ended).toEqual([1]);
});
