// The programs of others that judge ODIN's work can be had.
import { expect, it } from 'vitest';
import { oracleTools } from '../cluster/helm.ts';
import { run } from '../cluster/run.ts';

it('fetches a real helm 4 and its kubectl', async () => {
  const { helm, kubectl } = await oracleTools();
  expect(await run(helm, ['version', '--short'])).toMatch(/^v4\./);
  expect(await run(kubectl, ['version', '--client'])).toMatch(/Client Version: v1\.35\./);
});
