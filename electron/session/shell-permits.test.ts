import { expect, test, vi } from 'vitest';
import { ShellPermits } from './shell-permits.ts';

const place = { namespace: 'a', pod: 'web-0', container: 'web' };
const home = { id: 'home', name: 'home' };

test('asks once for each cluster, and again after a no', async () => {
  const answers = [false, true, true];
  const ask = vi.fn(async () => answers.shift() === true);
  const permits = new ShellPermits(ask);
  expect(await permits.permits(home, place)).toBe(false);
  expect(await permits.permits(home, place)).toBe(true);
  expect(await permits.permits(home, { ...place, pod: 'other' })).toBe(true);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(ask).toHaveBeenCalledWith({ about: 'shell', cluster: 'home', pod: 'Pod/a/web-0', container: 'web' });
  await permits.permits({ id: 'work', name: 'work' }, place);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('two shells at once are one question', async () => {
  const ask = vi.fn(async () => true);
  const permits = new ShellPermits(ask);
  expect(await Promise.all([permits.permits(home, place), permits.permits(home, place)])).toEqual([true, true]);
  expect(ask).toHaveBeenCalledOnce();
});
