import { expect, test } from 'vitest';
import { singleFlight } from './single-flight.ts';

test('those who ask together share one run; who comes later, or after a failure, gets a new one', async () => {
  const runs: ((outcome: string | Error) => void)[] = [];
  const ask = singleFlight(
    () =>
      new Promise<string>((resolve, reject) => {
        runs.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)));
      }),
  );
  const together = [ask(), ask(), ask()];
  expect(runs).toHaveLength(1);
  runs[0]?.('first');
  expect(await Promise.all(together)).toEqual(['first', 'first', 'first']);
  const failing = [ask(), ask()];
  expect(runs).toHaveLength(2);
  runs[1]?.(new Error('no'));
  await Promise.all(failing.map((one) => expect(one).rejects.toThrow('no')));
  const again = ask();
  runs[2]?.('third');
  expect(await again).toBe('third');
});
