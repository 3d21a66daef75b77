import { expect, it } from 'vitest';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { lostPassword, RESET_PASSWORD } from './lost-password.ts';

const never = new AbortController().signal;
const clientOf = (secret: number, claim: number): KubeClient => {
  const request = async ({ path }: { readonly path: string }) => {
    const status = path.endsWith('/secrets/grafana-admin') ? secret : claim;
    expect(path).toMatch(/\/namespaces\/monitoring\/(secrets\/grafana-admin|persistentvolumeclaims\/grafana-data)$/);
    if (status !== 200) throw new ApiError(status, 'no');
    return { body: {}, status, warnings: [] };
  };
  return { request } as unknown as KubeClient;
};

it.each([
  ['both are there', 200, 200],
  ['both are gone', 404, 404],
  ['the volume alone is gone', 200, 404],
  ['nobody may look at the Secret', 403, 200],
  ['nobody may look at the volume', 404, 403],
])('says nothing where %s', async (_what, secret, claim) => {
  expect(await lostPassword(clientOf(secret, claim), never)).toEqual([]);
});

it('says that the Secret is gone and the volume is not, and how to set the new password', async () => {
  expect(await lostPassword(clientOf(404, 200), never)).toEqual([expect.stringContaining(RESET_PASSWORD)]);
  // Never in an argument, where every user of the machine could read it.
  expect(RESET_PASSWORD).toMatch(/ --password-from-stdin$/);
});

it('does not hide that the cluster does not answer', async () => {
  await expect(lostPassword(clientOf(500, 200), never)).rejects.toMatchObject({ status: 500 });
});
