import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchClock } from './clock-jump.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('tells of a sleep, not of a late timer, and nothing once undone', () => {
  const onJump = vi.fn();
  const undo = watchClock(onJump);
  vi.advanceTimersByTime(60_000);
  vi.setSystemTime(Date.now() + 10_000);
  vi.advanceTimersByTime(5_000);
  expect(onJump).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);
  expect(onJump).toHaveBeenCalledTimes(1);
  void undo();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);
  expect(onJump).toHaveBeenCalledTimes(1);
});
