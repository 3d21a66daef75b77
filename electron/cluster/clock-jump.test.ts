import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchClock, wokeUp } from './clock-jump.ts';

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

const HOUR = 3_600_000;

test.each([HOUR, -HOUR, 365 * 24 * HOUR, -365 * 24 * HOUR])('tells once of a clock that was set by %d ms', (by) => {
  const onJump = vi.fn();
  const undo = watchClock(onJump);
  vi.advanceTimersByTime(60_000);
  vi.setSystemTime(Date.now() + by);
  vi.advanceTimersByTime(60_000);
  expect(onJump).toHaveBeenCalledTimes(1);
  void undo();
});

test('tells at once where the system does, not once more by the clock, and nothing once undone', () => {
  const onJump = vi.fn();
  const undo = watchClock(onJump);
  vi.setSystemTime(Date.now() + 8 * HOUR);
  wokeUp();
  expect(onJump).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(onJump).toHaveBeenCalledTimes(1);
  void undo();
  wokeUp();
  expect(onJump).toHaveBeenCalledTimes(1);
});
