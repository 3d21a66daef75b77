import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForSignals } from './interruption.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function listening() {
  const from = Object.assign(new EventEmitter(), { exit: vi.fn() });
  const said: string[] = [];
  return { from, said, interruption: listenForSignals(from, (sentence) => said.push(sentence)) };
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('tells by the status that %s cancelled the command, and leaves every other status as it is', (name, status) => {
  const { from, interruption } = listening();
  expect(interruption.statusOf(130)).toBe(130);
  from.emit(name);
  expect(interruption.signal.aborted).toBe(true);
  expect(interruption.statusOf(130)).toBe(status);
  for (const other of [0, 1, 2, 3, 4, 5, 6]) expect(interruption.statusOf(other)).toBe(other);
  expect(from.exit).not.toHaveBeenCalled();
});

it('takes what comes twice at once for one press', () => {
  const { from, said } = listening();
  from.emit('SIGINT');
  vi.advanceTimersByTime(900);
  from.emit('SIGINT');
  expect(from.exit).not.toHaveBeenCalled();
  expect(said).toEqual([]);
});

it('ends at once at the second press, and says what may be left', () => {
  const { from, said } = listening();
  from.emit('SIGINT');
  vi.advanceTimersByTime(1_100);
  from.emit('SIGINT');
  expect(from.exit).toHaveBeenCalledExactlyOnceWith(130);
  expect(said).toEqual([expect.stringContaining('`odin recover`')]);
});
