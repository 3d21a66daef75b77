// A budget's end, and that it is given anew.
import { expect, it } from 'vitest';
import { Budget } from './budget.ts';

it('lasts for so many times within the span, counted from each', () => {
  const budget = new Budget(3, 1_000);
  const taken = [0, 100, 200, 300, 999, 1_000, 1_050, 1_100, 1_199, 1_200];
  expect(taken.map((at) => budget.spend(at))).toEqual([true, true, true, false, false, true, false, true, false, true]);
});
