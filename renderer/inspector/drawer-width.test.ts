import { describe, expect, it } from 'vitest';
import { boundsIn, fitting, rememberedWidth, rememberWidth } from './drawer-width.ts';

describe('fitting', () => {
  it.each([
    [480, 1280, 480],
    [Number.NaN, 1280, 480],
    [100, 1280, 360],
    [5000, 1280, 752],
    [700, 600, 360],
    [480.4, 1280, 480],
  ])('of %d in a window of %d is %d', (px, windowPx, fits) => {
    expect(fitting(px, windowPx)).toBe(fits);
  });

  it('has bounds that are in order in the smallest window', () => {
    const { least, most } = boundsIn(0);
    expect(most).toBeGreaterThanOrEqual(least);
  });
});

it('remembers a width, and takes no nonsense for one', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(rememberedWidth(storage)).toBeNaN();
  rememberWidth(storage, 520);
  expect(rememberedWidth(storage)).toBe(520);
  for (const key of kept.keys()) kept.set(key, 'wide');
  expect(fitting(rememberedWidth(storage), 1280)).toBe(480);
});
