import { expect, it } from 'vitest';
import { Bell } from './bell.ts';

it('does not lose a ring that nobody waits for yet', async () => {
  const bell = new Bell();
  bell.ring();
  const begun = performance.now();
  await bell.wait(new AbortController().signal);
  expect(performance.now() - begun).toBeLessThan(250);
});

it('ends with the signal', async () => {
  const controller = new AbortController();
  const waiting = new Bell().wait(controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});
