import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Paced } from './paced.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const handed: Buffer[] = [];
  const source = { pause: vi.fn(), resume: vi.fn() };
  return {
    handed,
    source,
    paced: new Paced(
      (bytes) => handed.push(bytes),
      () => source,
    ),
  };
}

test('bundles what comes together, and loses no byte of what comes at once', () => {
  const { handed, paced } = stage();
  paced.add(Buffer.from('a'));
  paced.add(Buffer.from('b'));
  vi.advanceTimersByTime(20);
  expect(handed.map(String)).toEqual(['ab']);
  const much = Buffer.alloc(200_000, 'x');
  paced.add(much);
  vi.advanceTimersByTime(1_000);
  expect(Buffer.concat(handed.slice(1)).equals(much)).toBe(true);
  expect(Math.max(...handed.map((piece) => piece.toString('base64').length))).toBeLessThanOrEqual(64_000);
});

test('holds the program back while more waits than is drawn', () => {
  const { source, paced } = stage();
  for (let n = 0; n < 10; n++) paced.add(Buffer.alloc(60_000));
  expect(source.pause).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(16 * 5);
  expect(source.resume).not.toHaveBeenCalled();
  vi.advanceTimersByTime(16 * 20);
  expect(source.resume).toHaveBeenCalledOnce();
});

test('ends behind what was shown last', () => {
  const { handed, paced } = stage();
  paced.add(Buffer.from('last words'));
  const ended = vi.fn(() => handed.length);
  paced.finish(ended);
  expect(ended).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(ended).toHaveReturnedWith(1);
});
